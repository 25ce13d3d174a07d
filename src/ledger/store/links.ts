import type { TakedownId } from '../../domain/ids.ts';
import type { Change } from '../../flow/ledger.ts';
import type { StoreContext } from './context.ts';
import type { Link } from './event-rows.ts';
import { named } from './named.ts';
import { caseKeyOf, type StoredRow } from './stored.ts';

type LinkRow = Pick<StoredRow, 'id' | 'version' | 'head_hash' | 'case_id' | 'wrapped_key'>;

const LINKS = named(
  'links',
  `SELECT t.id, t.version, t.head_hash, t.case_id, c.wrapped_key
   FROM redress.takedowns t JOIN redress.cases c ON c.id = t.case_id WHERE t.id = ANY($1::text[])`,
);

/** Takedowns that were read and never written: more than run in a process at once. */
const MOST = 4_000;

/**
 * Where the chains of takedowns end, with the keys of their cases. What was read with a takedown is kept until it is
 * written: the writing statement compares version and hash, so one that has become old makes a conflict and no harm.
 * (A case is erased only when each of its takedowns says so in an event.)
 */
export class Links {
  readonly #context: StoreContext;
  readonly #known = new Map<TakedownId, Link>();

  constructor(context: StoreContext) {
    this.#context = context;
  }

  /** Takes note of a row that was just read. */
  note(row: LinkRow): void {
    this.#known.delete(row.id);
    this.#known.set(row.id, linkOf(row));
    if (this.#known.size <= MOST) return;
    for (const oldest of this.#known.keys()) {
      this.#known.delete(oldest);
      break;
    }
  }

  /** The link of each change: what is known of the version that it builds on, or else what the ledger says now. */
  async of(changes: readonly Change[]): Promise<ReadonlyMap<TakedownId, Link>> {
    const found = new Map<TakedownId, Link>();
    const asked: TakedownId[] = [];
    for (const { id, expectedVersion } of changes) {
      const link = this.#known.get(id);
      this.#known.delete(id);
      if (link?.version === expectedVersion) found.set(id, link);
      else asked.push(id);
    }
    if (asked.length > 0) {
      const { rows } = await this.#context.pool.query<LinkRow>({ ...LINKS, values: [asked] });
      for (const row of rows) found.set(row.id, linkOf(row));
    }
    return found;
  }
}

function linkOf(row: LinkRow): Link {
  return { id: row.id, version: row.version, head: row.head_hash, key: caseKeyOf(row) };
}
