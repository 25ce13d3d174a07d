import type { TakedownId } from '../../domain/ids.ts';
import type { Stored } from '../../flow/ledger.ts';
import type { StoreContext } from './context.ts';
import { Group } from './group.ts';
import { named } from './named.ts';
import type { StoredRow } from './stored.ts';
import { STORED_COLUMNS, toStored } from './stored.ts';

const LOAD = named(
  'load',
  `SELECT ${STORED_COLUMNS} FROM redress.takedowns t JOIN redress.cases c ON c.id = t.case_id
   WHERE t.id = ANY($1::text[])`,
);

/** See the contract, `Ledger.load`. */
export function loadInGroups({ pool, vault }: StoreContext): (id: TakedownId) => Promise<Stored | undefined> {
  const group = new Group<TakedownId, Stored | undefined>(
    async (ids) => {
      const found = await pool.query<StoredRow>({ ...LOAD, values: [ids] });
      const rows = new Map(found.rows.map((row) => [row.id, row]));
      return ids.map((id) => {
        const row = rows.get(id);
        return { value: row === undefined ? undefined : toStored(row, vault) };
      });
    },
    (id) => id,
  );
  return (id) => group.call(id);
}
