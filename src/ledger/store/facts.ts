import type { TakedownId } from '../../domain/ids.ts';
import type { Facts, Sight } from '../../flow/ledger.ts';
import type { Vault } from '../vault/vault.ts';
import type { StoreContext } from './context.ts';
import {
  FACTS_COLUMNS,
  type FactsRow,
  opened,
  SIGHT_COLUMNS,
  type SightRow,
  toFacts,
  toSight,
} from './facts-rows.ts';
import { Group, type Outcome } from './group.ts';
import type { Links } from './links.ts';
import { type Named, named } from './named.ts';

const select = (columns: string): string =>
  `SELECT ${columns} FROM redress.takedowns t JOIN redress.cases c ON c.id = t.case_id
   WHERE t.id = ANY($1::text[])`;
const READ_FACTS = named('facts', select(FACTS_COLUMNS));
const READ_SIGHT = named('sight', select(SIGHT_COLUMNS));

/** See the contract, `Ledger.facts`. */
export function factsInGroups(context: StoreContext, links: Links) {
  return inGroups<FactsRow, Facts>(context, links, READ_FACTS, toFacts);
}

/** See the contract, `Ledger.sight`. */
export function sightInGroups(context: StoreContext, links: Links) {
  return inGroups<SightRow, Sight>(context, links, READ_SIGHT, toSight);
}

/** The facts of one takedown that is only looked at. */
export async function readFactsOf(context: StoreContext, id: TakedownId): Promise<Facts | undefined> {
  const [row] = await read<FactsRow>(context, READ_FACTS, [id]);
  return row === undefined ? undefined : toFacts(row, context.vault);
}

function inGroups<Row extends SightRow, T>(
  context: StoreContext,
  links: Links,
  statement: Named,
  open: (row: Row, vault: Vault) => T,
): (id: TakedownId) => Promise<T | undefined> {
  const group = new Group<TakedownId, T | undefined>(
    async (ids) => {
      const rows = new Map((await read<Row>(context, statement, ids)).map((row) => [row.id, row]));
      return ids.map((id): Outcome<T | undefined> => {
        const row = rows.get(id);
        if (row === undefined) return { value: undefined };
        links.note(row);
        return opened(row, context.vault, open);
      });
    },
    (id) => id,
  );
  return (id) => group.call(id);
}

async function read<Row extends SightRow>(
  { pool }: StoreContext,
  statement: Named,
  ids: readonly TakedownId[],
): Promise<readonly Row[]> {
  return (await pool.query<Row>({ ...statement, values: [ids] })).rows;
}
