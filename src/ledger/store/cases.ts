import type { CaseId, HelplineId } from '../../domain/ids.ts';
import type { StoreContext } from './context.ts';
import { newId } from './new-id.ts';

/** The case with this reference of this helpline; made when there is none. Two callers get the same one. */
export async function ensureCase(
  { pool, vault, masterKeyId }: StoreContext,
  helplineId: HelplineId,
  reference: string,
): Promise<CaseId> {
  const hash = vault.referenceHash(helplineId, reference);
  const find = async (): Promise<CaseId | undefined> => {
    const found = await pool.query<{ id: CaseId }>(
      'SELECT id FROM redress.cases WHERE helpline_id = $1 AND reference_hash = $2',
      [helplineId, hash],
    );
    return found.rows[0]?.id;
  };
  const known = await find();
  if (known !== undefined) {
    return known;
  }
  const caseId = newId('case');
  const wrappedKey = vault.newCaseKey(caseId);
  const sealed = vault.seal({ caseId, wrappedKey }, reference, {
    table: 'cases',
    column: 'reference',
    row: caseId,
  });
  const made = await pool.query(
    `INSERT INTO redress.cases (id, helpline_id, reference_hash, reference, wrapped_key, key_id, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (helpline_id, reference_hash) DO NOTHING`,
    [caseId, helplineId, hash, sealed, wrappedKey, masterKeyId, Date.now()],
  );
  if (made.rowCount === 1) {
    return caseId;
  }
  const other = await find();
  if (other === undefined) {
    throw new Error('a case could be neither made nor found');
  }
  return other;
}
