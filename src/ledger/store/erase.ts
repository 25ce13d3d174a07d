import { RedressError } from '../../domain/errors.ts';
import type { CaseId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { transaction } from '../pool.ts';
import type { StoreContext } from './context.ts';

/**
 * Erases a case: destroys its key, so that all that is sealed under it is unreadable wherever a copy may lie, and
 * removes the sealed values here too. What happened and when stays, and its hash chain stays whole.
 *
 * @throws RedressError `case_unknown`, `case_open` while a takedown of it has not ended
 */
export async function eraseCase({ pool }: StoreContext, id: CaseId, now: Instant): Promise<void> {
  await transaction(pool, async (client) => {
    const found = await client.query('SELECT 1 FROM redress.cases WHERE id = $1 FOR UPDATE', [id]);
    if (found.rowCount === 0) {
      throw new RedressError('case_unknown', 'There is no such case.', { field: 'caseId' });
    }
    const open = await client.query(
      `SELECT 1 FROM redress.takedowns WHERE case_id = $1 AND status <> 'ended' LIMIT 1`,
      [id],
    );
    if (open.rowCount !== 0) {
      throw new RedressError('case_open', 'The case has takedowns that have not ended.', {
        field: 'caseId',
        cure: 'Withdraw them first; a notice that is under way cannot be called back.',
      });
    }
    await client.query(
      `UPDATE redress.cases SET wrapped_key = NULL, reference = NULL, reference_hash = NULL,
         erased_at = coalesce(erased_at, $2) WHERE id = $1`,
      [id, now],
    );
    // Nothing is watched any more: the URL is gone.
    await client.query(
      `UPDATE redress.takedowns SET notice = NULL, url_hash = NULL, open_url = NULL, due_at = NULL, effect = NULL,
         lease_until = NULL, lease_by = NULL, lease_effect = NULL, lease_recipient = NULL
       WHERE case_id = $1`,
      [id],
    );
    const mine = 'takedown_id IN (SELECT id FROM redress.takedowns WHERE case_id = $1)';
    await client.query(
      `UPDATE redress.attempts SET reference = NULL, text = NULL, evidence = NULL WHERE ${mine}`,
      [id],
    );
    await client.query(`UPDATE redress.events SET red = NULL WHERE red IS NOT NULL AND ${mine}`, [id]);
  });
}
