import { drizzle } from 'drizzle-orm/node-postgres';
import type { Pool } from 'pg';
import { RedressError } from '../domain/errors.ts';
import { readUrl } from '../domain/read-url.ts';
import type { DeadlineOf } from '../domain/statistics/cycle-end.ts';
import type { Scope } from '../flow/caller.ts';
import type { Feed } from '../flow/feed.ts';
import type { FigureKeeper, Figures } from '../flow/figures.ts';
import type { Ledger, Retention } from '../flow/ledger.ts';
import type { Outbox } from '../flow/outbox.ts';
import type { Logger } from '../flow/ports.ts';
import type { Sessions } from '../flow/sessions.ts';
import type { Webhooks } from '../flow/webhooks.ts';
import { type AuditRuns, makeAuditRuns } from './audit/runs.ts';
import type { AuditOptions, AuditSummary } from './audit/verify.ts';
import { verifyAudit, verifyEach } from './audit/verify.ts';
import { joinEmbedded } from './embedded/join.ts';
import { makeFeed } from './feed/feed.ts';
import { settleFeed } from './feed/settle.ts';
import { makeFigures } from './figures/figures.ts';
import { makeFigureKeeper } from './figures/keeper.ts';
import { type Idempotency, makeIdempotency } from './idempotency.ts';
import { type IntakeStore, makeIntakeStore } from './intake-secrets/intake-store.ts';
import type { Integrity } from './integrity.ts';
import { makeIntegrity } from './integrity.ts';
import { migrate } from './migrate.ts';
import { assertReachable, openPool } from './pool.ts';
import { makeRateStore } from './rate-store.ts';
import { makeRetention } from './retention/retention.ts';
import { makeSessions } from './sessions.ts';
import { makeWorkers, PULSE, type Workers } from './store/claim/workers.ts';
import type { StoreContext } from './store/context.ts';
import { makeLedger } from './store/store.ts';
import { makeScoped, type ScopedLedger } from './tenant/scoped.ts';
import { openScopedConnections, scopedPool } from './tenant/scoped-pool.ts';
import type { Tokens } from './tokens.ts';
import { makeTokens } from './tokens.ts';
import { bindMasterKey } from './vault/bind-master.ts';
import type { MasterKey } from './vault/master.ts';
import { loadRoots, type Roots } from './vault/roots.ts';
import { type Keys, makeKeys } from './vault/rotate.ts';
import { Vault } from './vault/vault.ts';
import type { Views } from './views/views.ts';
import { makeViews } from './views/views.ts';
import { makeOutbox } from './webhooks/outbox.ts';
import { WEBHOOK_SECRETS } from './webhooks/secret.ts';
import { makeWebhooks } from './webhooks/webhooks.ts';

export interface LedgerOptions {
  /** A PostgreSQL of the operator's; without it one is run below the data folder. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  readonly masterKey: MasterKey;
  /** While the master key is being changed: the one of before. */
  readonly previousKey?: MasterKey | undefined;
  readonly logger: Logger;
  /** Connections of this process; 10 by default. */
  readonly poolSize?: number | undefined;
}

export interface LedgerHandle {
  readonly ledger: Ledger;
  /** For people: decrypted, read only. */
  readonly views: Views;
  readonly tokens: Tokens;
  /**
   * The ledger as a helpline or ops may use it: row-level security binds every statement, and calls of different scopes
   * never go together. Its connections are made by the first use.
   */
  scoped(scope: Scope): ScopedLedger;
  /** What the API answered under which key of its callers. */
  readonly idempotency: Idempotency;
  /** Counts what tokens spend, `points` in `duration` seconds, for all processes together. */
  rateStore(of: Parameters<typeof makeRateStore>[1]): ReturnType<typeof makeRateStore>;
  /** Who is signed in to the pages. */
  readonly sessions: Sessions;
  readonly integrity: Integrity;
  /** Signs of life of the processes that work. They have a connection of their own, made by the first sign. */
  readonly workers: Workers;
  verifyAudit(options?: AuditOptions): Promise<AuditSummary>;
  /** The same, takedown by takedown. */
  verifyEach(options?: AuditOptions): ReturnType<typeof verifyEach>;
  /** When all chains were verified, and what was found. */
  readonly auditRuns: AuditRuns;
  /** What happened, as this scope may see it. */
  feed(scope: Scope): Feed;
  /** Figures of it, as this scope may see them. */
  figures(scope: Scope): Figures;
  /** Who keeps them; `deadlineOf` is the law as the catalogue has it. */
  figureKeeper(deadlineOf: DeadlineOf): FigureKeeper;
  /** Subscriptions to it. */
  webhooks(scope: Scope): Webhooks;
  /** What subscribers are to be told. */
  readonly outbox: Outbox;
  /** With which secrets helplines sign jobs of the intake queue, and which jobs came. */
  readonly intake: IntakeStore;
  /** What is over its time, and who removes it. */
  readonly retention: Retention;
  /** The change of the master key. */
  readonly keys: Keys;
  /**
   * A key of 32 bytes for one purpose, the correlation tag's for instance. It stays the same when the master key is
   * changed.
   */
  deriveKey(purpose: string): Buffer;
  /** Where the database is, for the queue on the same server. Holds a password: never log it. */
  readonly databaseUrl: string;
  /** Ends all connections; the last one to leave an embedded database stops it. Close the queue before. */
  close(): Promise<void>;
}

function checkUrl(url: string): void {
  if (!/^postgres(ql)?:$/.test(readUrl(url)?.protocol ?? '')) {
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

async function openVault(
  pool: Pool,
  masterKey: MasterKey,
  previousKey: MasterKey | undefined,
): Promise<{ readonly vault: Vault; readonly roots: Roots }> {
  const keys = await bindMasterKey(pool, masterKey, previousKey);
  const roots = await loadRoots(pool, keys, (id) =>
    previousKey !== undefined && previousKey.id === id ? previousKey : masterKey,
  );
  return { vault: new Vault(keys, roots), roots };
}

/**
 * Opens the ledger: connects (or runs PostgreSQL itself), migrates, checks the master key.
 *
 * @throws RedressError `database_url_invalid`, `database_unreachable`, `database_newer`, `database_role_missing`, `master_key_wrong`,
 *   `master_key_previous_missing`, and what `joinEmbedded` throws
 */
export async function openLedger(options: LedgerOptions): Promise<LedgerHandle> {
  const { masterKey, previousKey, logger } = options;
  if (options.databaseUrl !== undefined) {
    checkUrl(options.databaseUrl);
  }
  const embedded =
    options.databaseUrl === undefined ? await joinEmbedded(options.dataDir, logger) : undefined;
  const databaseUrl = embedded?.url ?? options.databaseUrl ?? '';
  const pool = openPool(databaseUrl, options.poolSize ?? 10, logger);
  const pulse = openPool(databaseUrl, 1, logger, PULSE);
  const connections = openScopedConnections(databaseUrl, options.poolSize ?? 10, logger);
  let closing: Promise<void> | undefined;
  let opened: Awaited<ReturnType<typeof openVault>>;
  const close = (): Promise<void> => {
    closing ??= Promise.all([pool.end(), pulse.end(), connections.end()]).then(() => embedded?.leave());
    return closing;
  };
  try {
    await assertReachable(pool);
    await migrate(pool);
    await settleFeed(pool);
    opened = await openVault(pool, masterKey, previousKey);
  } catch (error) {
    await close();
    throw error;
  }
  const { vault, roots } = opened;
  const context: StoreContext = { pool, vault, logger };
  const db = drizzle(pool);
  return {
    ledger: makeLedger(context, close),
    views: makeViews(context, db),
    tokens: makeTokens(db),
    idempotency: makeIdempotency(pool, roots.derive('idempotency')),
    sessions: makeSessions(db, roots.derive('web sessions')),
    rateStore: (of) => makeRateStore(pool, of),
    scoped: makeScoped(context, connections),
    integrity: makeIntegrity(pool),
    workers: makeWorkers(pulse, vault.keys.ids),
    verifyAudit: (audit) => verifyAudit(pool, audit),
    verifyEach: (audit) => verifyEach(pool, audit),
    auditRuns: makeAuditRuns(pool),
    feed: (scope) => makeFeed(scopedPool(connections, scope)),
    figures: (scope) => makeFigures(scopedPool(connections, scope), scope),
    figureKeeper: makeFigureKeeper(pool, logger),
    webhooks: (scope) => makeWebhooks(scopedPool(connections, scope), roots.derive(WEBHOOK_SECRETS)),
    outbox: makeOutbox(pool, roots.derive(WEBHOOK_SECRETS)),
    intake: makeIntakeStore(pool, (purpose) => roots.derive(purpose)),
    retention: makeRetention(pool),
    keys: makeKeys(pool, vault.keys),
    deriveKey: (purpose) => roots.derive(purpose),
    databaseUrl,
    close,
  };
}
