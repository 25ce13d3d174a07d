import type { CaseId, HelplineId } from '../../domain/ids.ts';
import type { CaseAct, CaseStanding } from '../../flow/ledger.ts';
import type { StoreContext } from './context.ts';

/** See the contract, `CaseLedger.caseStanding`. */
export async function caseStanding({ pool }: StoreContext, id: CaseId): Promise<CaseStanding | undefined> {
  const found = await pool.query<Omit<CaseStanding, 'takedowns'>>(
    `SELECT id, helpline_id AS "helplineId", created_at AS "createdAt", erased_at AS "erasedAt"
     FROM redress.cases WHERE id = $1`,
    [id],
  );
  const [row] = found.rows;
  if (row === undefined) return undefined;
  const takedowns = await pool.query<CaseStanding['takedowns'][number]>(
    `SELECT id, status = 'ended' AS ended, state ? 'erasedAt' AS erased
     FROM redress.takedowns WHERE case_id = $1 ORDER BY id`,
    [id],
  );
  return { ...row, takedowns: takedowns.rows };
}

/** See the contract, `CaseLedger.findCase`. */
export async function findCase(
  { pool, vault }: StoreContext,
  helplineId: HelplineId,
  reference: string,
): Promise<CaseId | undefined> {
  const found = await pool.query<{ id: CaseId }>(
    'SELECT id FROM redress.cases WHERE helpline_id = $1 AND reference_hash = $2',
    [helplineId, vault.referenceHash(helplineId, reference)],
  );
  return found.rows[0]?.id;
}

/** See the contract, `CaseLedger.recordCaseAct`. */
export async function recordCaseAct({ pool }: StoreContext, id: CaseId, act: CaseAct): Promise<void> {
  await pool.query('INSERT INTO redress.case_acts (case_id, act, by, at) VALUES ($1, $2, $3, $4)', [
    id,
    act.act,
    act.by,
    act.at,
  ]);
}
