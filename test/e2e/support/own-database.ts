import { join } from 'node:path';
import { joinEmbedded } from '../../../src/ledger/embedded/join.ts';
import { runningPostmaster } from '../../../src/ledger/embedded/postmaster.ts';
import { silentLogger } from '../../support/silent-logger.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { eventually } from './eventually.ts';
import { query } from './stage.ts';

/** A PostgreSQL server that a test may stop in the middle, and start again at the same address. */
export interface OwnDatabase {
  /** The address of a database of this name. */
  database(name: string): Promise<string>;
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

export async function ownDatabase(): Promise<OwnDatabase> {
  const folder = await tempFolder('own-postgres');
  const cluster = join(folder.path, 'pg', 'cluster');
  let server = await joinEmbedded(folder.path, silentLogger);
  const { url } = server;
  return {
    database: async (name) => {
      await query(url, `CREATE DATABASE ${name}`);
      const own = new URL(url);
      own.pathname = `/${name}`;
      return own.toString();
    },
    stop: async () => {
      const running = await runningPostmaster(cluster);
      if (running === undefined) throw new Error('the database does not run');
      // PostgreSQL's immediate shutdown: as if the power went.
      process.kill(running.pid, 'SIGQUIT');
      await eventually(
        () => runningPostmaster(cluster),
        (now) => now === undefined,
      );
    },
    start: async () => {
      server = await joinEmbedded(folder.path, silentLogger);
      if (server.url !== url) throw new Error('the database came back at another address');
    },
    remove: async () => {
      await server.leave();
      await folder.remove();
    },
  };
}
