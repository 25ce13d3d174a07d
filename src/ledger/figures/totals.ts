import type { PoolClient } from 'pg';
import { TASK_AGES, type TasksByAge, type Totals, type Work } from '../../domain/statistics/figures.ts';
import { HOUR, type Instant } from '../../domain/time.ts';
import { STATUSES } from '../../flow/ledger.ts';
import { PAIRS } from '../store/claim/pairs.ts';
import { ALL } from './scope.ts';

const OPEN = STATUSES.filter((status) => status !== 'ended');
/** By age in hours, from the youngest. */
const AGES = [1, 4, 8, 24] as const;

const OUTCOMES = `SELECT helpline_id AS scope, bucket AS name, n FROM redress.tallies WHERE measure = 'outcome' AND n > 0`;

/** Each goes along the index of one helpline and status, and touches those that are open alone. */
const BY_STATUS = `
SELECT h.id AS scope, s.status AS name, (
  SELECT count(*) FROM redress.takedowns t WHERE t.helpline_id = h.id AND t.status = s.status) AS n
FROM redress.helplines h CROSS JOIN unnest($1::text[]) AS s(status)`;

/** A takedown that has ended has no deadline any more. */
const DEADLINES = `
SELECT helpline_id AS scope, CASE WHEN deadline_at < $1 THEN 'passed' WHEN deadline_at < $2 THEN 'within1h' ELSE 'within6h'
  END AS name, count(*) AS n
FROM redress.takedowns WHERE deadline_at IS NOT NULL AND deadline_at < $3 GROUP BY 1, 2`;

const TASKS = `
SELECT t.helpline_id AS scope, k.kind, count(*) AS open, min(k.opened_at) AS "oldestAt",
  json_build_array(${AGES.map((age) => `count(*) FILTER (WHERE k.opened_at > $1::bigint - ${age * HOUR})`).join(', ')}) AS younger
FROM redress.tasks k JOIN redress.takedowns t ON t.id = k.takedown_id
WHERE k.status = 'open' GROUP BY 1, 2`;

const WORK = `
WITH ${PAIRS}
SELECT coalesce(sum(o.due), 0)::bigint AS due,
  (SELECT count(*) FROM redress.takedowns WHERE lease_until > $1::bigint) AS running,
  (SELECT count(*) FROM redress.takedowns WHERE lease_until <= $1::bigint) AS stuck,
  greatest(0, $1::bigint - coalesce(min(greatest(o.at, coalesce(s.free_at, 0))) FILTER (WHERE o.due > 0), $1::bigint)) AS "claimLag"
FROM pair p
CROSS JOIN LATERAL (
  SELECT count(*) AS due, min(t.claim_at) AS at FROM redress.takedowns t
  WHERE t.claim_effect = p.effect AND t.claim_recipient = p.recipient AND t.claim_at <= $1::bigint
) o
LEFT JOIN redress.paces s ON s.effect = p.effect AND s.recipient = p.recipient`;

interface Named {
  readonly scope: string;
  readonly name: string;
  readonly n: number;
}
type TaskRow = Pick<TasksByAge, 'kind' | 'open' | 'oldestAt'> & {
  readonly scope: string;
  readonly younger: readonly number[];
};

/** How takedowns stand: of all together, and of each helpline. */
export async function totals(client: PoolClient, now: Instant): Promise<ReadonlyMap<string, Totals>> {
  const read = async <R extends object>(
    sql: string,
    values: readonly unknown[] = [],
  ): Promise<readonly R[]> => (await client.query<R>(sql, [...values])).rows;
  const outcomes = await read<Named>(OUTCOMES);
  const statuses = await read<Named>(BY_STATUS, [OPEN]);
  const deadlines = await read<Named>(DEADLINES, [now, now + HOUR, now + 6 * HOUR]);
  const tasks = await read<TaskRow>(TASKS, [now]);
  const [work] = await read<Work>(WORK, [now]);
  const helplines = await read<{ id: string }>('SELECT id FROM redress.helplines');
  const of = (scope: string): Totals => ({
    outcomes: counted(outcomes, scope),
    statuses: counted(scope === ALL ? together(statuses) : statuses, scope),
    deadlines: {
      passed: 0,
      within1h: 0,
      within6h: 0,
      ...counted(scope === ALL ? together(deadlines) : deadlines, scope),
    },
    tasks: tasksOf(tasks.filter((row) => scope === ALL || row.scope === scope)),
    work: scope === ALL ? (work ?? null) : null,
  });
  return new Map([ALL, ...helplines.map(({ id }) => id)].map((scope) => [scope, of(scope)]));
}

function counted(rows: readonly Named[], scope: string): Readonly<Record<string, number>> {
  return Object.fromEntries(rows.flatMap((row) => (row.scope === scope ? [[row.name, row.n]] : [])));
}

function together(rows: readonly Named[]): readonly Named[] {
  const sums = new Map<string, number>();
  for (const { name, n } of rows) sums.set(name, (sums.get(name) ?? 0) + n);
  return [...sums].map(([name, n]) => ({ scope: ALL, name, n }));
}

/** Of each kind, over all helplines that are among the rows. */
function tasksOf(rows: readonly TaskRow[]): readonly TasksByAge[] {
  return [...new Set(rows.map((row) => row.kind))].toSorted().map((kind) => {
    const some = rows.filter((row) => row.kind === kind);
    const sum = (of: (row: TaskRow) => number): number => some.reduce((to, row) => to + of(row), 0);
    const open = sum((row) => row.open);
    const [under1h = 0, under4h = 0, under8h = 0, under24h = 0] = AGES.map((_, index) =>
      sum((row) => row.younger[index] ?? 0),
    );
    const [a, b, c, d, e] = TASK_AGES;
    return {
      kind,
      open,
      oldestAt: Math.min(...some.map((row) => row.oldestAt)),
      ages: {
        [a]: under1h,
        [b]: under4h - under1h,
        [c]: under8h - under4h,
        [d]: under24h - under8h,
        [e]: open - under24h,
      },
    };
  });
}
