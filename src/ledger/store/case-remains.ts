import type { CaseId } from '../../domain/ids.ts';
import type { CaseAct, CaseRemains } from '../../flow/ledger.ts';
import type { Queryable } from './context.ts';

type Row = Omit<CaseRemains, 'takedowns' | 'acts' | 'counts'> & CaseRemains['counts'];

/** Counted, not claimed: `sealed` is what a search of all columns that may hold something red finds. */
const REMAINS = `
WITH mine AS (SELECT id, notice, url_hash, open_url FROM redress.takedowns WHERE case_id = $1)
SELECT c.id AS "caseId", c.helpline_id AS "helplineId", c.created_at AS "createdAt", c.erased_at AS "erasedAt",
  c.erased_by AS "erasedBy",
  num_nonnulls(c.wrapped_key, c.reference, c.reference_hash)
    + (SELECT coalesce(sum(num_nonnulls(notice, url_hash, open_url)), 0) FROM mine)
    + (SELECT coalesce(sum(num_nonnulls(a.reference, a.text, a.evidence)), 0) FROM redress.attempts a
       WHERE a.takedown_id IN (SELECT id FROM mine))
    + (SELECT count(e.red) FROM redress.events e WHERE e.takedown_id IN (SELECT id FROM mine)) AS sealed,
  (SELECT count(*) FROM mine) AS takedowns,
  (SELECT count(*) FROM redress.events WHERE takedown_id IN (SELECT id FROM mine)) AS events,
  (SELECT count(*) FROM redress.attempts WHERE takedown_id IN (SELECT id FROM mine)) AS attempts,
  (SELECT count(*) FROM redress.checks WHERE takedown_id IN (SELECT id FROM mine)) AS checks,
  (SELECT count(*) FROM redress.tasks WHERE takedown_id IN (SELECT id FROM mine)) AS tasks
FROM redress.cases c WHERE c.id = $1`;

/** What there is of a case that was erased. */
export async function remainsOf(on: Queryable, id: CaseId): Promise<CaseRemains> {
  const found = await on.query<Row>(REMAINS, [id]);
  const [row] = found.rows;
  if (row === undefined) throw new Error('a case that was locked is gone');
  const { takedowns, events, attempts, checks, tasks, ...of } = row;
  return {
    ...of,
    // A sum of counts is numeric, which comes as text.
    sealed: Number(of.sealed),
    counts: { takedowns, events, attempts, checks, tasks },
    acts: await actsOf(on, id),
    takedowns: await takedownsOf(on, id),
  };
}

/** What was done with a case, oldest first. */
export async function actsOf(on: Queryable, id: CaseId): Promise<readonly CaseAct[]> {
  const found = await on.query<CaseAct>(
    'SELECT act, by, at FROM redress.case_acts WHERE case_id = $1 ORDER BY at, id',
    [id],
  );
  return found.rows;
}

async function takedownsOf(on: Queryable, id: CaseId): Promise<CaseRemains['takedowns']> {
  const found = await on.query<CaseRemains['takedowns'][number]>(
    `SELECT id, platform, host, outcome, created_at AS "createdAt", updated_at AS "updatedAt",
       version AS events, encode(head_hash, 'hex') AS head
     FROM redress.takedowns WHERE case_id = $1 ORDER BY id`,
    [id],
  );
  return found.rows;
}
