import type { CaseId, HelplineId } from '../../domain/ids.ts';
import type { Base64, StoreContext } from './context.ts';
import { base64 } from './context.ts';
import { named } from './named.ts';
import { newId } from './new-id.ts';

const FIND = named(
  'find_cases',
  `SELECT id, encode(reference_hash, 'base64') AS hash FROM redress.cases
   WHERE helpline_id = $1 AND reference_hash = ANY(ARRAY(SELECT decode(h, 'base64') FROM unnest($2::text[]) h))`,
);

const MAKE = named(
  'make_cases',
  `WITH current AS MATERIALIZED (
     SELECT redress.hold_master_key() AS id
   ), made AS (
     INSERT INTO redress.cases (id, helpline_id, reference_hash, reference, wrapped_key, key_id, created_at)
     SELECT x.id, $1, decode(x.hash, 'base64'), decode(x.reference, 'base64'), decode(x.key, 'base64'), $3, $4
     FROM json_to_recordset($2::json) AS x(id text, hash text, reference text, key text), current
     WHERE current.id = $3 ORDER BY x.hash
     ON CONFLICT (helpline_id, reference_hash) DO NOTHING
     RETURNING id
   )
   SELECT current.id AS key, ARRAY(SELECT id FROM made) AS made FROM current`,
);

/** See the contract, `Ledger.ensureCases`. */
export async function ensureCases(
  context: StoreContext,
  helplineId: HelplineId,
  references: readonly string[],
): Promise<ReadonlyMap<string, CaseId>> {
  const hashes = new Map(
    references.map((one) => [one, base64(context.vault.referenceHash(helplineId, one))] as const),
  );
  const find = async (): Promise<ReadonlyMap<Base64, CaseId>> => {
    const found = await context.pool.query<{ id: CaseId; hash: Base64 }>({
      ...FIND,
      values: [helplineId, [...hashes.values()]],
    });
    return new Map(found.rows.map((row) => [row.hash, row.id]));
  };
  if (references.length === 0) {
    return new Map();
  }
  const known = new Map(await find());
  const fresh = [...hashes].filter(([, hash]) => !known.has(hash));
  if (fresh.length > 0) {
    const made = await make(context, helplineId, fresh);
    // What another made at the same moment is found.
    for (const [hash, id] of made.size === fresh.length ? made : await find()) {
      known.set(hash, id);
    }
  }
  return new Map(
    [...hashes].map(([reference, hash]) => {
      const id = known.get(hash);
      if (id === undefined) {
        throw new Error('a case could be neither made nor found');
      }
      return [reference, id];
    }),
  );
}

/** Makes cases with keys of their own; answers those that it made. What another makes at the same moment is passed over. */
async function make(
  context: StoreContext,
  helplineId: HelplineId,
  fresh: readonly (readonly [string, Base64])[],
  rounds = 5,
): Promise<ReadonlyMap<Base64, CaseId>> {
  const { pool, vault } = context;
  const keyId = vault.keys.current;
  const rows = fresh.map(([reference, hash]) => {
    const id = newId('case');
    const wrappedKey = vault.newCaseKey(id);
    const binding = { table: 'cases', column: 'reference', row: id };
    const sealed = vault.seal({ caseId: id, wrappedKey }, reference, binding);
    return { id, hash, reference: base64(sealed), key: base64(wrappedKey) };
  });
  const values = [helplineId, JSON.stringify(rows), keyId, Date.now()];
  const found = await pool.query<{ key: string | null; made: readonly string[] }>({ ...MAKE, values });
  const { key: current = null, made = [] } = found.rows[0] ?? {};
  if (current === keyId) {
    const ids = new Set(made);
    return new Map(rows.flatMap(({ id, hash }) => (ids.has(id) ? [[hash, id] as const] : [])));
  }
  // The master key is being changed. Null: it was changed while this waited, and the next look shows to which.
  if (current !== null) vault.keys.use(current);
  if (rounds === 1) throw new Error('the current master key could not be held');
  return make(context, helplineId, fresh, rounds - 1);
}
