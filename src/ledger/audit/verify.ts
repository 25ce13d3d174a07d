import type { Pool } from 'pg';
import type { TakedownEvent } from '../../domain/event.ts';
import type { TakedownId } from '../../domain/ids.ts';
import type { Takedown } from '../../domain/takedown.ts';
import { canonicalJson } from './canonical.ts';
import { chainHash, genesis, redHash } from './chain.ts';
import type { Chain, ChainedEvent } from './read-chains.ts';
import { readChains } from './read-chains.ts';

/** A place where the record is not what was written. */
export interface Break {
  readonly takedownId: TakedownId;
  /** The event where it shows; null when it concerns the takedown's row. */
  readonly seq: number | null;
  readonly kind: 'altered' | 'missing' | 'reordered' | 'state_differs';
}

export interface AuditSummary {
  readonly takedowns: number;
  readonly events: number;
  readonly breaks: readonly Break[];
}

export interface AuditOptions {
  /** One takedown; all when absent. */
  readonly id?: TakedownId | undefined;
  /** Folds events into a state, to compare with the stored one. It throws for a sequence that cannot be. */
  readonly fold?: ((id: TakedownId, events: readonly TakedownEvent[]) => Takedown) | undefined;
}

/**
 * Checks that every event is as it was appended: content, order, number, and what is sealed beside it. It needs no
 * key, and an erased case still verifies.
 */
export async function verifyAudit(pool: Pool, options: AuditOptions = {}): Promise<AuditSummary> {
  let takedowns = 0;
  let events = 0;
  const breaks: Break[] = [];
  for await (const checked of verifyEach(pool, options)) {
    takedowns += 1;
    events += checked.events;
    breaks.push(...checked.breaks);
  }
  return { takedowns, events, breaks };
}

/** The same, takedown by takedown, so that a caller can show its progress. */
export async function* verifyEach(
  pool: Pool,
  { id, fold }: AuditOptions = {},
): AsyncGenerator<{ readonly id: TakedownId; readonly events: number; readonly breaks: readonly Break[] }> {
  let after: TakedownId | undefined = '';
  while (after !== undefined) {
    const chains = await readChains(pool, after, id);
    for (const chain of chains) {
      yield { id: chain.id, events: chain.events.length, breaks: checkChain(chain, fold) };
    }
    after = chains.at(-1)?.id;
  }
}

function checkChain(chain: Chain, fold: AuditOptions['fold']): readonly Break[] {
  const breaks: Break[] = [];
  const report = (seq: number | null, kind: Break['kind']): void => {
    breaks.push({ takedownId: chain.id, seq, kind });
  };
  let previous = genesis(chain.id);
  let expected = 1;
  for (const row of chain.events) {
    const gap = expected < row.seq;
    for (; expected < row.seq; expected += 1) {
      report(expected, 'missing');
    }
    if (!isAsSealed(row, chain.erased) || !isAsHashed(row) || row.seq > chain.version) {
      report(row.seq, 'altered');
    } else if (!gap && !row.prev_hash.equals(previous)) {
      report(row.seq, 'reordered');
    }
    previous = row.hash;
    expected = row.seq + 1;
  }
  for (; expected <= chain.version; expected += 1) {
    report(expected, 'missing');
  }
  if (breaks.length === 0 && !chain.head_hash.equals(previous)) {
    report(null, 'altered');
  }
  if (breaks.length === 0 && fold !== undefined && !stateMatches(chain, fold)) {
    report(null, 'state_differs');
  }
  return breaks;
}

function isAsHashed(row: ChainedEvent): boolean {
  return (
    chainHash(row.prev_hash, row.event, row.red_hash).equals(row.hash) &&
    row.event.type === row.type &&
    row.event.at === row.at
  );
}

/** Sealed bytes may be gone when the case was erased or forgotten, or their time was over, and only then. */
function isAsSealed(row: ChainedEvent, erased: boolean): boolean {
  return redHash(row.red).equals(row.red_hash) || (row.red === null && erased);
}

function stateMatches(chain: Chain, fold: NonNullable<AuditOptions['fold']>): boolean {
  try {
    const state = fold(
      chain.id,
      chain.events.map((row) => row.event),
    );
    return canonicalJson(state) === canonicalJson(chain.state);
  } catch {
    return false;
  }
}
