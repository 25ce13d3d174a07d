import { RedressError } from '../../domain/errors.ts';
import type { CaseId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { CaseRemains } from '../../flow/ledger.ts';
import { transaction } from '../pool.ts';
import { remainsOf } from './case-remains.ts';
import type { StoreContext } from './context.ts';

/**
 * Erases a case: destroys its key, so that all that is sealed under it is unreadable wherever a copy may lie, and
 * removes the sealed values here too. What happened and when stays, and its hash chain stays whole.
 *
 * See the contract, `CaseLedger.eraseCase`.
 */
export async function eraseCase(
  { pool }: StoreContext,
  id: CaseId,
  by: string,
  now: Instant,
): Promise<CaseRemains> {
  return transaction(pool, async (client) => {
    const found = await client.query<{ erased_at: number | null }>(
      'SELECT erased_at FROM redress.cases WHERE id = $1 FOR UPDATE',
      [id],
    );
    const [known] = found.rows;
    if (known === undefined) {
      throw new RedressError('case_unknown', 'There is no such case.', { field: 'caseId' });
    }
    if (known.erased_at === null) {
      const open = await client.query(
        `SELECT 1 FROM redress.takedowns
         WHERE case_id = $1 AND (status <> 'ended' OR NOT state ? 'erasedAt') LIMIT 1`,
        [id],
      );
      if (open.rowCount !== 0) {
        throw new RedressError('case_open', 'The case has takedowns that have not ended.', {
          field: 'caseId',
          cure: 'Try again when nothing is added to the case any more.',
        });
      }
      for (const [statement, values] of statements(id, by, now)) {
        await client.query(statement, [...values]);
      }
    }
    return remainsOf(client, id);
  });
}

function statements(
  id: CaseId,
  by: string,
  now: Instant,
): readonly (readonly [string, readonly unknown[]])[] {
  const mine = 'takedown_id IN (SELECT id FROM redress.takedowns WHERE case_id = $1)';
  return [
    [
      `UPDATE redress.cases SET wrapped_key = NULL, reference = NULL, reference_hash = NULL,
         erased_at = $2, erased_by = $3 WHERE id = $1`,
      [id, now, by],
    ],
    [`INSERT INTO redress.case_acts (case_id, act, by, at) VALUES ($1, 'erased', $2, $3)`, [id, by, now]],
    // Nothing is watched any more: the URL is gone.
    [
      `UPDATE redress.takedowns SET notice = NULL, url_hash = NULL, open_url = NULL, due_at = NULL, effect = NULL,
         lease_until = NULL, lease_by = NULL, lease_effect = NULL, lease_recipient = NULL
       WHERE case_id = $1`,
      [id],
    ],
    [`UPDATE redress.attempts SET reference = NULL, text = NULL, evidence = NULL WHERE ${mine}`, [id]],
    [`UPDATE redress.events SET red = NULL WHERE red IS NOT NULL AND ${mine}`, [id]],
  ];
}
