import { randomBytes } from 'node:crypto';
import { serverAccount } from '../../../src/ledger/embedded/account.ts';
import { ensureCluster, SUPERUSER } from '../../../src/ledger/embedded/cluster.ts';
import { makeFolders } from '../../../src/ledger/embedded/folders.ts';
import { choosePlace } from '../../../src/ledger/embedded/place.ts';
import { runningPostmaster } from '../../../src/ledger/embedded/postmaster.ts';
import { startServer } from '../../../src/ledger/embedded/server.ts';
import { silentLogger } from '../../support/silent-logger.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { eventually } from './eventually.ts';
import { query } from './stage.ts';

/** A PostgreSQL server that nobody watches over: a test may stop it, and start it again at the same address. */
export interface OwnDatabase {
  /** The address of a new database of this name. */
  database(name: string): Promise<string>;
  /** As if the power went. */
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

export async function ownDatabase(): Promise<OwnDatabase> {
  const folder = await tempFolder('own-postgres');
  const account = serverAccount();
  const folders = await makeFolders(folder.path, account);
  const place = await choosePlace(folders, account, silentLogger);
  const password = randomBytes(12).toString('hex');
  await ensureCluster(place, password, account);
  const urlOf = (port: number, name: string): string =>
    `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${name}`;
  const start = async (): Promise<number> => {
    const { port } = await startServer(place, folders, account, false);
    const answers = (): Promise<boolean> =>
      query(urlOf(port, 'postgres'), 'SELECT 1').then(
        () => true,
        () => false,
      );
    await eventually(answers, (so) => so);
    return port;
  };
  const stop = async (): Promise<void> => {
    const running = await runningPostmaster(place.cluster);
    if (running === undefined) throw new Error('the database does not run');
    // PostgreSQL's immediate shutdown.
    process.kill(running.pid, 'SIGQUIT');
    await eventually(
      () => runningPostmaster(place.cluster),
      (now) => now === undefined,
    );
  };
  const port = await start();
  return {
    database: async (name) => {
      await query(urlOf(port, 'postgres'), `CREATE DATABASE ${name}`);
      return urlOf(port, name);
    },
    stop,
    start: async () => {
      if ((await start()) !== port) throw new Error('the database came back at another address');
    },
    remove: async () => {
      await stop();
      await folder.remove();
    },
  };
}
