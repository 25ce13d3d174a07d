import type { Instant } from '../../../domain/time.ts';
import { MINUTE } from '../../../domain/time.ts';
import type { ClaimOptions, Ledger } from '../../../flow/ledger.ts';
import { transaction } from '../../pool.ts';
import { mergeRows } from '../change-rows.ts';
import type { Queryable, StoreContext } from '../context.ts';
import { writeChanges } from '../write.ts';
import { readAbout } from './about.ts';
import type { Decided, Step } from './decide-rows.ts';
import { decideRow } from './decide-rows.ts';
import { Doubts, type Taken } from './doubts.ts';
import { allowed, spend } from './gcra.ts';
import type { Kept, KeptRow } from './kept.ts';
import type { PairState } from './pairs.ts';
import { duePairs, lockPaces, pairStates } from './pairs.ts';
import type { Quota } from './pick.ts';
import { pickRows } from './pick.ts';
import { type Demand, shares } from './share.ts';

type Claimed = Awaited<ReturnType<Ledger['claim']>>;

/** A wait that ends is due too, without an effect: it takes up nobody's pace. */
const NO_EFFECT = '';
const PARKED = 5 * MINUTE;

const NOTHING = { jobs: [], kept: [], taken: 0 };

/**
 * See the contract, `Ledger.claim`. When the answer to its commit is lost, nobody knows whether the takedowns belong
 * to this process, and they were not queued: the next claim gives back what it finds of them.
 */
export class Claims {
  readonly #context: StoreContext;
  readonly #kept: Kept;
  readonly #doubts = new Doubts();

  constructor(context: StoreContext, kept: Kept) {
    this.#context = context;
    this.#kept = kept;
  }

  async claim(options: ClaimOptions, step: Step): Promise<Claimed> {
    this.#kept.forget(options.now);
    await this.#doubts.giveBack(this.#context.pool, options.now);
    const taken: Taken[] = [];
    try {
      const { kept, ...claimed } = await claim(this.#context, options, (stored) => {
        const answer = step(stored);
        if (answer?.job !== undefined) taken.push({ id: answer.job.takedownId, lease: answer.change.lease });
        return answer;
      });
      this.#doubts.forget(taken);
      await this.#keep(kept, options.now);
      return claimed;
    } catch (error) {
      this.#doubts.remember(taken, options.now);
      throw error;
    }
  }

  /** After the commit: the claim holds locks no longer than it must, and does not fail for what can be read again. */
  async #keep(rows: readonly KeptRow[], now: Instant): Promise<void> {
    try {
      const asking = rows.filter(({ job }) => job.kind !== 'check');
      this.#kept.keep(rows, await readAbout(this.#context, asking), now);
    } catch (error) {
      this.#context.logger.warn({ error }, 'claimed takedowns are read again for their effects');
    }
  }
}

async function claim(
  context: StoreContext,
  options: ClaimOptions,
  step: Step,
): Promise<Claimed & { readonly kept: readonly KeptRow[] }> {
  const { now, limit } = options;
  const kinds = [...options.room].flatMap(([kind, room]) => (room > 0 ? [kind] : []));
  return transaction(context.pool, async (client) => {
    const pairs = await duePairs(client, [...kinds, NO_EFFECT], now);
    if (pairs.length === 0) {
      return NOTHING;
    }
    await lockPaces(client, pairs);
    const states = await pairStates(client, pairs, now, limit);
    const quotas = shareOut(states, options);
    if (quotas.length === 0) {
      return NOTHING;
    }
    const rows = await pickRows(client, quotas, now);
    const decided = rows.map((row) => decideRow(row, step, context));
    const written = await write(client, decided);
    await refile(client, decided, now);
    await park(client, decided, now);
    await charge(client, decided, states, options);
    const jobs = decided.flatMap((one) => (one.do === 'write' && one.job !== undefined ? [one.job] : []));
    const kept = decided.flatMap((one) => (one.do === 'write' && one.kept !== undefined ? [one.kept] : []));
    return { jobs, kept, taken: written + decided.filter((one) => one.do === 'refile').length };
  });
}

/** Each kind's room is shared among the recipients that have something due of it. */
function shareOut(states: readonly PairState[], options: ClaimOptions): readonly Quota[] {
  return [...new Set(states.map((state) => state.effect))].flatMap((effect) => {
    const some = states.filter((state) => state.effect === effect);
    const counts = shares(
      some.map((state) => demandOf(state, options)),
      Math.min(options.limit, roomOf(effect, options)),
    );
    return some
      .map(({ recipient }, index) => ({ effect, recipient, count: counts[index] ?? 0 }))
      .filter((quota) => quota.count > 0);
  });
}

function roomOf(effect: string, { room }: ClaimOptions): number {
  const found = [...room].find(([kind]) => kind === effect);
  return found === undefined ? Number.POSITIVE_INFINITY : found[1];
}

function demandOf(state: PairState, { now, pace }: ClaimOptions): Demand {
  const { perMinute, concurrency } = pace(state.recipient);
  const able =
    state.effect === NO_EFFECT
      ? state.due
      : Math.min(concurrency - state.leased, allowed({ perMinute, concurrency }, state.tat, now));
  return { most: Math.max(0, Math.min(state.due, able)), servedAt: state.served_at };
}

async function write(client: Queryable, decided: readonly Decided[]): Promise<number> {
  const changes = decided.flatMap((one) => (one.do === 'write' ? [one.rows] : []));
  if (changes.length === 0) {
    return 0;
  }
  const written = await writeChanges(client, mergeRows(changes));
  if (written.size !== changes.length) {
    throw new Error('a claimed takedown was changed under its lock');
  }
  return written.size;
}

async function refile(client: Queryable, decided: readonly Decided[], now: number): Promise<void> {
  const rows = decided.flatMap((one) => (one.do === 'refile' ? [{ id: one.id, ...one.pair }] : []));
  if (rows.length > 0) {
    await client.query(
      `UPDATE redress.takedowns t SET effect = x.effect, recipient = x.recipient, due_at = $2, lease_until = NULL,
         lease_by = NULL, lease_effect = NULL, lease_recipient = NULL
       FROM json_to_recordset($1::json) AS x(id text, effect text, recipient text) WHERE t.id = x.id`,
      [JSON.stringify(rows), now],
    );
  }
}

async function park(client: Queryable, decided: readonly Decided[], now: number): Promise<void> {
  const ids = decided.flatMap((one) => (one.do === 'park' ? [one.id] : []));
  if (ids.length > 0) {
    await client.query(
      `UPDATE redress.takedowns SET due_at = $2, lease_until = NULL, lease_by = NULL, lease_effect = NULL,
         lease_recipient = NULL WHERE id = ANY($1)`,
      [ids, now + PARKED],
    );
  }
}

/** Moves the paces on by what was really given out. */
async function charge(
  client: Queryable,
  decided: readonly Decided[],
  states: readonly PairState[],
  { now, pace }: ClaimOptions,
): Promise<void> {
  const rows = states.flatMap((state) => {
    const count = decided.filter(
      (one) =>
        one.do === 'write' &&
        one.job !== undefined &&
        one.pair.effect === state.effect &&
        one.pair.recipient === state.recipient,
    ).length;
    if (count === 0 || state.effect === NO_EFFECT) {
      return [];
    }
    const { tat, freeAt } = spend(pace(state.recipient), state.tat, now, count);
    return [{ effect: state.effect, recipient: state.recipient, tat, free_at: freeAt, served_at: now }];
  });
  if (rows.length > 0) {
    await client.query(
      `UPDATE redress.paces p SET tat = x.tat, free_at = x.free_at, served_at = x.served_at
       FROM json_to_recordset($1::json)
         AS x(effect text, recipient text, tat double precision, free_at bigint, served_at bigint)
       WHERE p.effect = x.effect AND p.recipient = x.recipient`,
      [JSON.stringify(rows)],
    );
  }
}
