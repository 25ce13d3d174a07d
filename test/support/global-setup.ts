import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { joinEmbedded } from '../../src/ledger/embedded/join.ts';
import { silentLogger } from './silent-logger.ts';
import { tempFolder } from './temp-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the PostgreSQL of this test run; use `freshDatabase()` of test/support/postgres.ts. */
    postgresUrl: string;
  }
}

/** A test file that left a connection open must not keep the server alive after the run. */
async function endOthers(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
       AND application_name <> 'redress-presence'`,
  );
  await client.end();
}

/** One real PostgreSQL for the whole run, in a temporary folder; stopped and removed at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await tempFolder('postgres');
  const server = await joinEmbedded(folder.path, silentLogger).catch(async (error: unknown) => {
    await folder.remove();
    throw error;
  });
  project.provide('postgresUrl', server.url);
  return async () => {
    await endOthers(server.url);
    await server.leave();
    await folder.remove();
  };
}
