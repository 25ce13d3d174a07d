import type { Instant } from '../../../domain/time.ts';
import type { Pair } from '../change-rows.ts';
import type { Queryable } from '../context.ts';

/**
 * All pairs of effect and recipient, by skipping from one to the next along the index: as many steps as pairs,
 * however many takedowns there are.
 */
export const PAIRS = `
  RECURSIVE pair AS (
    (SELECT claim_effect AS effect, claim_recipient AS recipient FROM redress.takedowns
     WHERE claim_at IS NOT NULL ORDER BY claim_effect, claim_recipient LIMIT 1)
    UNION ALL
    SELECT n.effect, n.recipient FROM pair p, LATERAL (
      SELECT claim_effect AS effect, claim_recipient AS recipient FROM redress.takedowns
      WHERE claim_at IS NOT NULL AND (claim_effect, claim_recipient) > (p.effect, p.recipient)
      ORDER BY claim_effect, claim_recipient LIMIT 1
    ) n
  )`;

/** A pair with what is due and running of it, and where its pace stands. */
export interface PairState extends Pair {
  readonly due: number;
  readonly leased: number;
  readonly tat: number;
  readonly served_at: number;
}

/** The pairs that have something due, in the order in which all processes lock them. */
export async function duePairs(
  on: Queryable,
  kinds: readonly string[],
  now: Instant,
): Promise<readonly Pair[]> {
  const found = await on.query<Pair>(
    `WITH ${PAIRS} SELECT effect, recipient FROM pair p
     WHERE effect = ANY($1) AND EXISTS (
       SELECT 1 FROM redress.takedowns t
       WHERE t.claim_effect = p.effect AND t.claim_recipient = p.recipient AND t.claim_at <= $2)
     ORDER BY effect, recipient`,
    [kinds, now],
  );
  return found.rows;
}

/** Locks the paces of the pairs until the end of the transaction: who claims for a recipient claims alone. */
export async function lockPaces(on: Queryable, pairs: readonly Pair[]): Promise<void> {
  const lists = [pairs.map((pair) => pair.effect), pairs.map((pair) => pair.recipient)];
  await on.query(
    `INSERT INTO redress.paces (effect, recipient)
     SELECT e, r FROM unnest($1::text[], $2::text[]) AS x(e, r) ORDER BY e, r ON CONFLICT DO NOTHING`,
    lists,
  );
  await on.query(
    `SELECT 1 FROM redress.paces p JOIN unnest($1::text[], $2::text[]) AS x(e, r)
       ON p.effect = x.e AND p.recipient = x.r
     ORDER BY p.effect, p.recipient FOR UPDATE OF p`,
    lists,
  );
}

/** Read after the locks were got, so that it shows what other processes have just taken. */
export async function pairStates(
  on: Queryable,
  pairs: readonly Pair[],
  now: Instant,
  limit: number,
): Promise<readonly PairState[]> {
  const found = await on.query<PairState>(
    `SELECT x.effect, x.recipient, p.tat, p.served_at,
       (SELECT count(*) FROM redress.takedowns t
        WHERE t.lease_effect = x.effect AND t.lease_recipient = x.recipient AND t.lease_until > $3) AS leased,
       (SELECT count(*) FROM (
          SELECT 1 FROM redress.takedowns t
          WHERE t.claim_effect = x.effect AND t.claim_recipient = x.recipient AND t.claim_at <= $3 LIMIT $4
        ) few) AS due
     FROM unnest($1::text[], $2::text[]) AS x(effect, recipient)
     JOIN redress.paces p ON p.effect = x.effect AND p.recipient = x.recipient`,
    [pairs.map((pair) => pair.effect), pairs.map((pair) => pair.recipient), now, limit],
  );
  return found.rows;
}
