import type { TakedownId } from '../../domain/ids.ts';
import type { StoreContext } from './context.ts';
import type { Link } from './event-rows.ts';
import { named } from './named.ts';

const LINKS = named(
  'links',
  `SELECT t.id, t.version, t.head_hash, t.case_id, c.wrapped_key
   FROM redress.takedowns t JOIN redress.cases c ON c.id = t.case_id WHERE t.id = ANY($1::text[])`,
);

/** Where the chains of some takedowns end now, with the keys of their cases. */
export async function readLinks(
  { pool }: StoreContext,
  ids: readonly TakedownId[],
): Promise<ReadonlyMap<TakedownId, Link>> {
  const found = await pool.query<{
    id: TakedownId;
    version: number;
    head_hash: Buffer;
    case_id: string;
    wrapped_key: Buffer | null;
  }>({ ...LINKS, values: [ids] });
  return new Map(
    found.rows.map((row) => [
      row.id,
      {
        id: row.id,
        version: row.version,
        head: row.head_hash,
        key: { caseId: row.case_id, wrappedKey: row.wrapped_key },
      },
    ]),
  );
}
