import type { TakedownId } from '../../domain/ids.ts';
import type { Stored } from '../../flow/ledger.ts';
import type { StoreContext } from './context.ts';
import { Group } from './group.ts';
import type { Links } from './links.ts';
import { named } from './named.ts';
import type { StoredRow } from './stored.ts';
import { BLIND_COLUMNS, STORED_COLUMNS, toStored } from './stored.ts';

const select = (columns: string): string =>
  `SELECT ${columns} FROM redress.takedowns t JOIN redress.cases c ON c.id = t.case_id
   WHERE t.id = ANY($1::text[])`;
const LOAD = named('load', select(STORED_COLUMNS));
const LOAD_BLIND = named('load_blind', select(BLIND_COLUMNS));

/** See the contract, `Ledger.load`. */
export function loadInGroups(
  context: StoreContext,
  links: Links,
): (id: TakedownId) => Promise<Stored | undefined> {
  const group = new Group<TakedownId, Stored | undefined>(
    async (ids) => {
      const rows = new Map((await read(context, ids)).map((row) => [row.id, row]));
      return ids.map((id) => {
        const row = rows.get(id);
        if (row === undefined) return { value: undefined };
        links.note(row);
        return { value: toStored(row, context.vault) };
      });
    },
    (id) => id,
  );
  return (id) => group.call(id);
}

/** The same for one takedown that is only looked at. */
export async function readStored(context: StoreContext, id: TakedownId): Promise<Stored | undefined> {
  const [row] = await read(context, [id]);
  return row === undefined ? undefined : toStored(row, context.vault);
}

async function read(
  { pool, blind }: StoreContext,
  ids: readonly TakedownId[],
): Promise<readonly StoredRow[]> {
  const statement = blind === true ? LOAD_BLIND : LOAD;
  return (await pool.query<StoredRow>({ ...statement, values: [ids] })).rows;
}
