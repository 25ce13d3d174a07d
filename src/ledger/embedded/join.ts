import { randomBytes } from 'node:crypto';
import { join as joinPath } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { RedressError } from '../../domain/errors.ts';
import { MINUTE } from '../../domain/time.ts';
import type { Logger } from '../../flow/ports.ts';
import type { Account } from './account.ts';
import { serverAccount } from './account.ts';
import { ensureCluster, SUPERUSER } from './cluster.ts';
import type { DataFolders } from './folders.ts';
import { makeFolders, sharedSecret } from './folders.ts';
import type { Place } from './place.ts';
import { choosePlace } from './place.ts';
import { isAlive, runningPostmaster } from './postmaster.ts';
import { ensureDatabase, enter, isLastToLeave } from './presence.ts';
import type { Start } from './server.ts';
import { startServer } from './server.ts';

const DATABASE = 'redress';
/** Recovery after a crash replays the log since the last checkpoint; that takes seconds, not minutes. */
const PATIENCE = 2 * MINUTE;

/** A share in the embedded server of one data folder. */
export interface Embedded {
  /** Holds the password: never log it. */
  readonly url: string;
  /** Gives the share back; the last one stops the server. */
  leave(): Promise<void>;
}

interface Site {
  readonly folders: DataFolders;
  readonly account: Account;
  readonly place: Place;
  readonly password: string;
}

async function startFailed(start: Start, folders: DataFolders): Promise<RedressError> {
  return new RedressError(
    'database_start_failed',
    `The embedded PostgreSQL did not start. It said: ${await start.complaint()}`,
    { field: 'dataDir', cure: `Read ${folders.logFile}, mend what it names, or set DATABASE_URL.` },
  );
}

/** Connects to the server that runs, or starts one; several processes may do this at once. */
async function comeIn(site: Site): Promise<{ client: pg.Client; port: number }> {
  const until = Date.now() + PATIENCE;
  let start: Start | undefined;
  let failures = 0;
  while (Date.now() < until) {
    const server = await runningPostmaster(site.place.cluster);
    if (server !== undefined && server.port > 0) {
      const client = await enter({ port: server.port, user: SUPERUSER, password: site.password });
      if (client !== undefined) {
        return { client, port: server.port };
      }
    } else if (start === undefined) {
      start = await startServer(site.place, site.folders, site.account, failures > 0);
    } else if (start.ended()) {
      // Another process was faster, its server is just going down, or the port was taken in between.
      failures += 1;
      if (failures > 5) {
        throw await startFailed(start, site.folders);
      }
      start = undefined;
      await sleep(100 * failures);
    }
    await sleep(30);
  }
  throw new RedressError('database_start_failed', 'The embedded PostgreSQL did not answer in two minutes.', {
    field: 'dataDir',
    cure: `Read ${site.folders.logFile}, mend what it names, or set DATABASE_URL.`,
  });
}

interface Presence {
  readonly port: number;
  /** Ends the watch; answers the connection that stands for this process. */
  end(): Promise<pg.Client>;
}

/**
 * Comes in and stays: when the server breaks down while this process runs (killed for want of memory, say), it is
 * started again, on its old port, so that the pools find it again by themselves.
 */
async function stay(site: Site, logger: Logger): Promise<Presence> {
  const { client, port } = await comeIn(site);
  await ensureDatabase(client, DATABASE);
  let leaving = false;
  let present = Promise.resolve(client);
  const watch = (watched: pg.Client): void => {
    watched.once('end', () => {
      if (!leaving) {
        logger.warn({}, 'the embedded database went away; it is started again');
        present = comeBack(watched);
      }
    });
  };
  const comeBack = async (gone: pg.Client): Promise<pg.Client> => {
    try {
      const back = await comeIn(site);
      watch(back.client);
      if (back.port !== port) {
        logger.error({}, 'the embedded database had to take another port: restart Redress');
      }
      return back.client;
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown';
      logger.error({ reason }, 'the embedded database could not be started again');
      return gone;
    }
  };
  watch(client);
  return {
    port,
    end: () => {
      leaving = true;
      return present;
    },
  };
}

async function stopServer(cluster: string): Promise<void> {
  const server = await runningPostmaster(cluster);
  if (server === undefined) {
    return;
  }
  // SIGINT is PostgreSQL's fast shutdown: sessions end, everything is written.
  process.kill(server.pid, 'SIGINT');
  const until = Date.now() + MINUTE;
  while (isAlive(server.pid) && (await runningPostmaster(cluster)) !== undefined && Date.now() < until) {
    await sleep(20);
  }
}

/**
 * Joins the PostgreSQL server below `<dataDir>/pg`: makes the cluster on first use, starts the server if none runs,
 * connects if one does. The server outlives this process unless `leave` finds nobody else connected.
 *
 * @throws RedressError `data_dir_unwritable`, `data_dir_unreachable`, `database_platform_unsupported`,
 *   `database_user_missing`, `database_init_failed`, `database_version_mismatch`, `database_start_failed`,
 *   `database_password_lost`
 */
export async function joinEmbedded(dataDir: string, logger: Logger): Promise<Embedded> {
  const account = serverAccount();
  const folders = await makeFolders(dataDir, account);
  const place = await choosePlace(folders, account, logger);
  const password = await sharedSecret(joinPath(folders.base, 'password'), () =>
    randomBytes(24).toString('base64url'),
  );
  await ensureCluster(place, password, account);
  const presence = await stay({ folders, account, place, password }, logger);
  return {
    url: `postgres://${SUPERUSER}:${password}@127.0.0.1:${presence.port}/${DATABASE}`,
    leave: async () => {
      const client = await presence.end();
      const last = await isLastToLeave(client).catch(() => false);
      if (last) {
        await stopServer(place.cluster);
      }
      await client.end().catch(() => undefined);
    },
  };
}
