import type { TakedownId } from '../../../domain/ids.ts';
import type { Instant, Millis } from '../../../domain/time.ts';
import { SECOND } from '../../../domain/time.ts';
import type { Begun, Change, Lease, Sight } from '../../../flow/ledger.ts';
import type { EffectJob, EffectKind } from '../../../flow/ports.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Base64 } from '../context.ts';
import type { AboutRow, SightRow } from '../facts-rows.ts';
import { toFacts, toSight } from '../facts-rows.ts';
import type { Links } from '../links.ts';
import { planRow } from '../plan-row.ts';

/** A job that a claim gave out, with the row as the claim left it. */
export interface KeptRow {
  readonly job: EffectJob;
  readonly row: SightRow;
  readonly lease: Lease;
}

/** More than an effect waits in a queue that is served at once. What is read anew after it has changed little. */
const FRESH: Millis = SECOND;

/** More than a process queues ahead. */
const MOST = 2_000;

/** Forms come to their point of no return late: they begin in the ledger, so that it shows who works on them. */
export const KEPT_KINDS: readonly EffectKind[] = ['email', 'api', 'check'];

/**
 * What claims have read of the takedowns that they gave out, so that it need not be read again where the effect runs in
 * the same process, as most do in one process. Sealed as it was read, for a second, and given out once.
 */
export class Kept {
  readonly #vault: Vault;
  readonly #links: Links;
  /** By takedown: what is claimed later, or written, counts. */
  readonly #known = new Map<
    TakedownId,
    KeptRow & { readonly about: AboutRow | undefined; readonly at: Instant }
  >();

  constructor(vault: Vault, links: Links) {
    this.#vault = vault;
    this.#links = links;
  }

  keep(rows: readonly KeptRow[], about: ReadonlyMap<string, AboutRow>, at: Instant): void {
    for (const one of rows) {
      this.#known.delete(one.row.id);
      this.#known.set(one.row.id, { ...one, about: about.get(one.row.id), at });
    }
    this.forget(at);
  }

  /** Drops what nobody has asked for in time. */
  forget(now: Instant): void {
    for (const [id, { at }] of this.#known) {
      if (isFresh(at, now) && this.#known.size <= MOST) return;
      this.#known.delete(id);
    }
  }

  /** Somebody writes to the takedown: what the claim has read is old. */
  drop(id: TakedownId): void {
    this.#known.delete(id);
  }

  /** See the contract, `Ledger.claimedSight`. */
  sight(job: EffectJob, now: Instant): Sight | undefined {
    const kept = this.#take(job, now);
    if (kept === undefined) return undefined;
    this.#links.note(kept.row);
    return toSight(kept.row, this.#vault);
  }

  /** See the contract, `Ledger.claimedFacts`. */
  facts(job: EffectJob, now: Instant): Begun | undefined {
    const kept = this.#take(job, now);
    if (kept?.about === undefined) return undefined;
    this.#links.note(kept.row);
    const { until } = kept.lease;
    return {
      ...toFacts({ ...kept.row, ...kept.about }, this.#vault),
      leaseUntil: until,
      claimedUntil: until,
    };
  }

  #take({ id, takedownId }: EffectJob, now: Instant) {
    const kept = this.#known.get(takedownId);
    if (kept?.job.id !== id) return undefined;
    this.#known.delete(takedownId);
    return isFresh(kept.at, now) ? kept : undefined;
  }
}

/** Not after a clock was set back either. */
function isFresh(at: Instant, now: Instant): boolean {
  return at <= now && now - at < FRESH;
}

/** A claimed row as the claim's change has left it. */
export function afterClaim(
  row: SightRow,
  { state, plan, settles }: Change,
  job: EffectJob,
  lease: Lease,
  head: Base64,
): SightRow {
  const sends = state.sends.some((send) => send.key === job.id);
  const open = settles !== undefined && settles.key === row.open?.key ? null : row.open;
  return {
    ...row,
    ...planRow(state, plan),
    state,
    head_hash: Buffer.from(head, 'base64'),
    lease_until: lease.until,
    lease_by: lease.worker,
    open: sends ? { key: job.id, state: 'intended' } : open,
  };
}
