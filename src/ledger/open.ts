import { drizzle } from 'drizzle-orm/node-postgres';
import { RedressError } from '../domain/errors.ts';
import type { CaseId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import type { Ledger } from '../flow/ledger.ts';
import type { Logger } from '../flow/ports.ts';
import type { AuditOptions, AuditSummary } from './audit/verify.ts';
import { verifyAudit } from './audit/verify.ts';
import { joinEmbedded } from './embedded/join.ts';
import type { Integrity } from './integrity.ts';
import { makeIntegrity } from './integrity.ts';
import { migrate } from './migrate.ts';
import { assertReachable, openPool } from './pool.ts';
import { makeWorkers, PULSE, type Workers } from './store/claim/workers.ts';
import type { StoreContext } from './store/context.ts';
import { eraseCase } from './store/erase.ts';
import { makeLedger } from './store/store.ts';
import type { Tokens } from './tokens.ts';
import { makeTokens } from './tokens.ts';
import { bindMasterKey } from './vault/bind-master.ts';
import type { MasterKey } from './vault/master.ts';
import { Vault } from './vault/vault.ts';
import type { Views } from './views/views.ts';
import { makeViews } from './views/views.ts';

export interface LedgerOptions {
  /** A PostgreSQL of the operator's; without it one is run below the data folder. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  readonly masterKey: MasterKey;
  readonly logger: Logger;
  /** Connections of this process; 10 by default. */
  readonly poolSize?: number | undefined;
}

export interface LedgerHandle {
  readonly ledger: Ledger;
  /** For people: decrypted, read only. */
  readonly views: Views;
  readonly tokens: Tokens;
  readonly integrity: Integrity;
  /** Signs of life of the processes that work. They have a connection of their own, made by the first sign. */
  readonly workers: Workers;
  verifyAudit(options?: AuditOptions): Promise<AuditSummary>;
  eraseCase(id: CaseId, now: Instant): Promise<void>;
  /** A key of 32 bytes for one purpose, from the master key; the correlation tag's, for instance. */
  deriveKey(purpose: string): Buffer;
  /** Where the database is, for the queue on the same server. Holds a password: never log it. */
  readonly databaseUrl: string;
  /** Ends all connections; the last one to leave an embedded database stops it. Close the queue before. */
  close(): Promise<void>;
}

function checkUrl(url: string): void {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new RedressError(
      'database_url_invalid',
      'DATABASE_URL is not the address of a PostgreSQL database.',
      {
        field: 'DATABASE_URL',
        cure: 'Write it as postgres://user:password@host:5432/database (percent-encode signs in the password).',
      },
    );
  }
}

/**
 * Opens the ledger: connects (or runs PostgreSQL itself), migrates, checks the master key.
 *
 * @throws RedressError `database_url_invalid`, `database_unreachable`, `database_newer`, `master_key_wrong`, and
 *   what `joinEmbedded` throws
 */
export async function openLedger(options: LedgerOptions): Promise<LedgerHandle> {
  const { masterKey, logger } = options;
  if (options.databaseUrl !== undefined) {
    checkUrl(options.databaseUrl);
  }
  const embedded =
    options.databaseUrl === undefined ? await joinEmbedded(options.dataDir, logger) : undefined;
  const databaseUrl = embedded?.url ?? options.databaseUrl ?? '';
  const pool = openPool(databaseUrl, options.poolSize ?? 10, logger);
  const pulse = openPool(databaseUrl, 1, logger, PULSE);
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= Promise.all([pool.end(), pulse.end()]).then(() => embedded?.leave());
    return closing;
  };
  try {
    await assertReachable(pool);
    await migrate(pool);
    await bindMasterKey(pool, masterKey);
  } catch (error) {
    await close();
    throw error;
  }
  const context: StoreContext = { pool, vault: new Vault(masterKey), masterKeyId: masterKey.id, logger };
  const db = drizzle(pool);
  return {
    ledger: makeLedger(context, close),
    views: makeViews(context, db),
    tokens: makeTokens(db),
    integrity: makeIntegrity(pool),
    workers: makeWorkers(pulse),
    verifyAudit: (audit) => verifyAudit(pool, audit),
    eraseCase: (id, now) => eraseCase(context, id, now),
    deriveKey: (purpose) => masterKey.derive(purpose),
    databaseUrl,
    close,
  };
}
