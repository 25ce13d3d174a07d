import type { Pool } from 'pg';
import type { TakedownId } from '../../../domain/ids.ts';
import type { Instant, Millis } from '../../../domain/time.ts';
import { MINUTE } from '../../../domain/time.ts';
import type { Change } from '../../../flow/ledger.ts';

/** What a claim took, and the lease that it wrote. */
export interface Taken {
  readonly id: TakedownId;
  readonly lease: Change['lease'];
}

interface Doubt {
  readonly id: TakedownId;
  readonly worker: string;
  readonly until: Instant;
  readonly since: Instant;
}

/** By then a server that lost its client has ended the transaction, or the lease is over. */
const DOUBTED_FOR: Millis = 2 * MINUTE;

/** The lease names the claim: `begin` and other claims write another. What was rolled back is not found. */
const GIVE_BACK = `
  UPDATE redress.takedowns t SET lease_until = $2
  FROM json_to_recordset($1::json) AS x(id text, worker text, until bigint)
  WHERE t.id = x.id AND t.lease_by = x.worker AND t.lease_until = x.until AND t.lease_until > $2`;

/** The claims whose commit may or may not have happened. */
export class Doubts {
  #all: readonly Doubt[] = [];

  remember(taken: readonly Taken[], now: Instant): void {
    const doubts = taken.flatMap(({ id, lease }) =>
      lease === null || lease === 'keep' ? [] : [{ id, ...lease, since: now }],
    );
    this.#all = [...this.#all, ...doubts];
  }

  /** What was claimed again since, and answered, is no doubt any more. */
  forget(taken: readonly Taken[]): void {
    if (this.#all.length === 0) return;
    const ids = new Set(taken.map((one) => one.id));
    this.#all = this.#all.filter((one) => !ids.has(one.id));
  }

  /** Looks more than once, since a server may come to the commit after the client has given up. */
  async giveBack(pool: Pool, now: Instant): Promise<void> {
    if (this.#all.length === 0) return;
    await pool.query(GIVE_BACK, [JSON.stringify(this.#all), now]);
    this.#all = this.#all.filter((one) => Math.abs(now - one.since) < DOUBTED_FOR);
  }
}
