import type { Pool, PoolClient } from 'pg';
import { type Instant, MINUTE, type Millis } from '../../domain/time.ts';
import { transaction } from '../pool.ts';
import { activity } from './activity.ts';
import type { FigureKey } from './differences.ts';
import { recipientFigure } from './recipient.ts';
import { activityDue, recipientDue, totalsDue } from './schedule.ts';
import { ALL } from './scope.ts';
import { totals } from './totals.ts';

/** A figure has this long; what takes longer is left for later rather than kept at work for ever. */
const TIME_LIMIT = '30s';

/** What everybody looks at first goes before the many figures of recipients. */
const NEXT = `
SELECT helpline_id AS scope, kind, key FROM redress.figures WHERE due_at <= $1
ORDER BY kind LIKE 'recipient:%', due_at LIMIT 1 FOR UPDATE SKIP LOCKED`;

const WRITE = `
UPDATE redress.figures SET as_of = $4, due_at = $5, cost_ms = $6, data = $7::jsonb, detail = $8::jsonb
WHERE helpline_id = $1 AND kind = $2 AND key = $3`;

/** The first of its kind, and those of helplines that are new. Parameter: now. */
const BEGIN = `
INSERT INTO redress.figures (helpline_id, kind, key, due_at)
SELECT s.scope, k.kind, '', CASE WHEN k.kind = 'totals' AND s.scope <> '${ALL}' THEN NULL ELSE $1::bigint END
FROM (SELECT '${ALL}' AS scope UNION ALL SELECT id FROM redress.helplines) s
CROSS JOIN (VALUES ('totals'), ('activity')) AS k(kind)
WHERE NOT EXISTS (SELECT 1 FROM redress.figures f WHERE f.helpline_id = s.scope AND f.kind = k.kind AND f.key = '')
ON CONFLICT DO NOTHING`;

interface Made {
  readonly data: unknown;
  readonly detail?: unknown;
  readonly dueAt: (cost: Millis) => Instant | null;
}

/** One that cannot be made steps aside for so long, so that it does not stand before the others. */
const STEPS_ASIDE: Millis = 10 * MINUTE;
const ASIDE = 'UPDATE redress.figures SET due_at = $4 WHERE helpline_id = $1 AND kind = $2 AND key = $3';

/** See the contract, `FigureKeeper.refresh`. The row is locked meanwhile, so that one process makes it. */
export async function refresh(pool: Pool, now: Instant): Promise<boolean> {
  await pool.query(BEGIN, [now]);
  let at: FigureKey | undefined;
  try {
    return await transaction(pool, async (client) => {
      await client.query(`SET LOCAL statement_timeout = '${TIME_LIMIT}'`);
      [at] = (await client.query<FigureKey>(NEXT, [now])).rows;
      if (at === undefined) return false;
      const began = performance.now();
      const { data, detail, dueAt } = await make(client, at, now);
      const cost = Math.round(performance.now() - began);
      const texts = [data, detail].map((one) => (one === undefined ? null : JSON.stringify(one)));
      await client.query(WRITE, [at.scope, at.kind, at.key, now, dueAt(cost), cost, ...texts]);
      return true;
    });
  } catch (error) {
    if (at !== undefined) await pool.query(ASIDE, [at.scope, at.kind, at.key, now + STEPS_ASIDE]);
    throw error;
  }
}

async function make(client: PoolClient, { scope, kind, key }: FigureKey, now: Instant): Promise<Made> {
  const [what = '', period = ''] = kind.split(':');
  switch (what) {
    case 'recipient': {
      const { curve, ...data } = await recipientFigure(client, scope, key, period, now);
      const { removed, delisted, lost } = data.ends;
      const counts = { notices: data.notices, stillWatched: data.notices - removed - delisted - lost };
      return { data, detail: curve, dueAt: (cost) => recipientDue(period, counts, now, cost) };
    }
    case 'activity':
      return { data: await activity(client, scope, now), dueAt: (cost) => activityDue(now, cost) };
    case 'totals': {
      const all = await totals(client, now);
      for (const [of, data] of all)
        if (of !== ALL) await client.query(WRITE, [of, kind, key, now, null, 0, JSON.stringify(data), null]);
      return { data: all.get(ALL), dueAt: (cost) => totalsDue(now, cost) };
    }
    default:
      throw new Error(`nobody makes figures of the kind ${kind}`);
  }
}
