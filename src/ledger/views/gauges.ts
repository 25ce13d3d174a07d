import type { Instant } from '../../domain/time.ts';
import { HOUR } from '../../domain/time.ts';
import { EVERYTHING } from '../../flow/ledger.ts';
import type { LedgerFigures } from '../../observe/figures.ts';
import { transaction } from '../pool.ts';
import { PAIRS } from '../store/claim/pairs.ts';
import type { StoreContext } from '../store/context.ts';

/** Rather no figures than a database that is kept busy by those who watch it. */
const TIME_LIMIT = '5s';

/** The only figure that every takedown is touched for: it is left out when it takes longer than this. */
const COUNT_LIMIT = '2s';
type ByStatus = NonNullable<LedgerFigures['takedowns']>[number];

/**
 * How the ledger stands, in counts and times. Each query goes along one index and reads no more of it than it
 * answers about: pairs of effect and recipient, running effects, near deadlines, open tasks. Only the count by
 * status touches every takedown, in the index alone. One connection, one after the other.
 */
export async function gauges({ pool }: StoreContext, now: Instant): Promise<LedgerFigures> {
  return transaction(pool, async (client) => {
    await client.query(`SET TRANSACTION READ ONLY; SET LOCAL statement_timeout = '${TIME_LIMIT}'`);
    const read = async <R extends object>(sql: string, values: readonly unknown[] = []) =>
      (await client.query<R>(sql, [...values])).rows;
    const due = await read<LedgerFigures['due'][number]>(DUE, [now]);
    const leases = await read<LedgerFigures['leases'][number]>(LEASES);
    const [deadlines] = await read<LedgerFigures['deadlines']>(DEADLINES, [now, now + HOUR, now + 6 * HOUR]);
    const tasks = await read<LedgerFigures['tasks'][number]>(
      `SELECT kind, count(*) AS count, min(opened_at) AS "oldestAt" FROM redress.tasks
       WHERE status = 'open' GROUP BY kind`,
    );
    const circuits = await read<LedgerFigures['circuits'][number]>(
      'SELECT recipient, channel, open_until AS "openUntil" FROM redress.circuits',
    );
    const stops = await read<LedgerFigures['stops'][number]>(STOPS, [EVERYTHING]);
    const [webhooks] = await read<LedgerFigures['webhooks']>(WEBHOOKS);
    if (webhooks === undefined || deadlines === undefined) throw new Error('a count answers one row');
    // Last, since a statement that is cut short ends what a transaction can do. There is nothing to undo.
    await client.query(`SET LOCAL statement_timeout = '${COUNT_LIMIT}'`);
    const takedowns = await read<ByStatus>(
      'SELECT status, count(*) AS count FROM redress.takedowns GROUP BY status',
    ).catch(cutShort);
    return { takedowns, due, leases, deadlines, tasks, circuits, stops, webhooks };
  });
}

/** 57014, query_canceled (PostgreSQL, Appendix A). */
function cutShort(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === '57014') return null;
  throw error;
}

const DUE = `
  WITH ${PAIRS}
  SELECT coalesce(nullif(p.effect, ''), 'wait') AS effect, min(o.at) AS "oldestAt",
    min(greatest(o.at, coalesce(s.free_at, 0))) AS "claimableAt"
  FROM pair p
  CROSS JOIN LATERAL (
    SELECT min(t.claim_at) AS at FROM redress.takedowns t
    WHERE t.claim_effect = p.effect AND t.claim_recipient = p.recipient AND t.claim_at IS NOT NULL
  ) o
  LEFT JOIN redress.paces s ON s.effect = p.effect AND s.recipient = p.recipient
  WHERE o.at <= $1
  GROUP BY p.effect`;

const LEASES = `
  SELECT coalesce(lease_effect, 'wait') AS effect, count(*) AS held, min(lease_until) AS "firstEnd"
  FROM redress.takedowns WHERE lease_until IS NOT NULL GROUP BY lease_effect`;

/** A takedown that has ended has no deadline any more. */
const DEADLINES = `
  SELECT count(*) FILTER (WHERE deadline_at < $1) AS passed,
    count(*) FILTER (WHERE deadline_at >= $1 AND deadline_at < $2) AS within_1h,
    count(*) FILTER (WHERE deadline_at >= $2) AS within_6h
  FROM redress.takedowns WHERE deadline_at IS NOT NULL AND deadline_at < $3`;

/**
 * What waits goes along the index of what is pending; the first event after the cursor along that of the feed. With
 * nobody to tell, what happened is passed over and counts as told.
 */
const WEBHOOKS = `
  WITH pending AS (
    SELECT p.count, p.since FROM redress.webhooks w
    CROSS JOIN LATERAL (SELECT count(*) AS count, min(d.created_at) AS since FROM redress.webhook_deliveries d
      WHERE d.webhook_id = w.id AND d.state = 'pending') p
    WHERE w.disabled_at IS NULL
  )
  SELECT coalesce((SELECT sum(count) FROM pending), 0)::bigint AS pending,
    (SELECT min(since) FROM pending) AS "pendingSince",
    (SELECT e.at FROM redress.feed_cursors c
     CROSS JOIN LATERAL (SELECT at FROM redress.events e WHERE (e.tx, e.feed) > (c.tx, c.feed)
       ORDER BY e.tx, e.feed LIMIT 1) e
     WHERE c.name = 'webhooks' AND EXISTS (SELECT 1 FROM redress.webhooks WHERE disabled_at IS NULL)) AS "untoldSince",
    (SELECT count(*) FROM redress.webhook_deliveries WHERE state = 'dead') AS dead,
    (SELECT count(*) FROM redress.webhooks WHERE disabled_at IS NOT NULL) AS disabled`;

const STOPS = `
  SELECT scope, count(*) AS count, min(at) AS "oldestAt" FROM (
    SELECT at, CASE WHEN scope = $1 THEN 'everything' WHEN scope LIKE '%/%' THEN 'channel' ELSE 'recipient' END
      AS scope FROM redress.stops
  ) stop GROUP BY scope`;
