import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import pg from 'pg';
import type { LedgerHandle } from '../../../../src/ledger/open.ts';
import { openLedger } from '../../../../src/ledger/open.ts';
import { parseMasterKey } from '../../../../src/ledger/vault/master.ts';
import { onlyCase } from '../../../support/only-case.ts';
import { freshDatabase } from '../../../support/postgres.ts';
import { silentLogger } from '../../../support/silent-logger.ts';
import { HELPLINE } from './helpline.ts';

export { HELPLINE };

export interface TestLedger extends LedgerHandle {
  readonly url: string;
  readonly key: string;
  readonly caseId: string;
  /** A second handle on the same database: another process, as far as the database can tell. */
  another(): Promise<LedgerHandle>;
  sql<R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /** Removes all takedowns with what belongs to them, past the trigger that guards events. */
  clear(): Promise<void>;
  end(): Promise<void>;
}

/** A ledger on a database of its own, with one helpline and one case. */
export async function testLedger(): Promise<TestLedger> {
  const database = await freshDatabase();
  const key = randomBytes(32).toString('base64');
  const open = (): Promise<LedgerHandle> =>
    openLedger({
      databaseUrl: database.url,
      dataDir: tmpdir(),
      masterKey: parseMasterKey(key),
      logger: silentLogger,
      poolSize: 5,
    });
  const handle = await open();
  const others: LedgerHandle[] = [];
  const direct = new pg.Client({ connectionString: database.url });
  await direct.connect();
  await handle.ledger.saveHelpline(HELPLINE);
  const caseId = await onlyCase(handle.ledger, HELPLINE.id, 'case 2025/0001');
  return {
    ...handle,
    url: database.url,
    key,
    caseId,
    another: async () => {
      const other = await open();
      others.push(other);
      return other;
    },
    sql: async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      (await direct.query<R>(text, [...values])).rows,
    clear: async () => {
      await direct.query(`BEGIN; SET LOCAL session_replication_role = replica;
        TRUNCATE redress.takedowns, redress.events, redress.attempts, redress.checks, redress.tasks, redress.paces;
        COMMIT`);
    },
    end: async () => {
      await direct.end();
      await Promise.all([handle, ...others].map((one) => one.close()));
      await database.drop();
    },
  };
}
