import { z } from 'zod';
import type { TakedownId } from '../../domain/ids.ts';
import { Notice } from '../../domain/notice.ts';
import type { Takedown } from '../../domain/takedown.ts';
import type { Ledger, Stored, TakedownRed } from '../../flow/ledger.ts';
import type { CaseKey } from '../vault/vault.ts';
import type { StoreContext } from './context.ts';
import type { StoredRow } from './stored.ts';
import { STORED_COLUMNS, toStored } from './stored.ts';

const Red = z.object({ notice: Notice, content: z.record(z.string(), z.string()) });

export async function load({ pool, vault }: StoreContext, id: TakedownId): Promise<Stored | undefined> {
  const found = await pool.query<StoredRow>(
    `SELECT ${STORED_COLUMNS} FROM redress.takedowns t JOIN redress.cases c ON c.id = t.case_id WHERE t.id = $1`,
    [id],
  );
  const row = found.rows[0];
  return row === undefined ? undefined : toStored(row, vault);
}

/** Opens the notice; undefined when there is none (minor route) or the case was erased. */
export async function loadRed(
  { pool, vault }: StoreContext,
  id: TakedownId,
): Promise<TakedownRed | undefined> {
  const found = await pool.query<{ notice: Buffer | null; case_id: string; wrapped_key: Buffer | null }>(
    `SELECT t.notice, t.case_id, c.wrapped_key
     FROM redress.takedowns t JOIN redress.cases c ON c.id = t.case_id WHERE t.id = $1`,
    [id],
  );
  const row = found.rows[0];
  if (row === undefined) {
    return undefined;
  }
  const key = { caseId: row.case_id, wrappedKey: row.wrapped_key };
  const red = vault.open(key, row.notice, { table: 'takedowns', column: 'notice', row: id });
  return red === undefined ? undefined : Red.parse(red);
}

type References = Awaited<ReturnType<Ledger['references']>>;

/** From attempts, and from what people and answers brought later (`red.reference` of events). Oldest first. */
export async function references({ pool, vault }: StoreContext, id: TakedownId): Promise<References> {
  const found = await pool.query<{
    origin: 'attempt' | 'event';
    row: string;
    notice_key: string | null;
    task_id: string | null;
    sealed: Buffer;
    case_id: string;
    wrapped_key: Buffer | null;
    state: Takedown;
  }>(
    `SELECT x.*, t.case_id, c.wrapped_key, t.state FROM (
       SELECT 'attempt' AS origin, key AS row, notice_key, NULL AS task_id, reference AS sealed,
         coalesce(settled_at, intended_at) AS at
       FROM redress.attempts WHERE takedown_id = $1 AND reference IS NOT NULL
       UNION ALL
       SELECT 'event', seq::text, event->>'noticeKey', event->>'taskId', red, at
       FROM redress.events WHERE takedown_id = $1 AND red IS NOT NULL
     ) x, redress.takedowns t JOIN redress.cases c ON c.id = t.case_id
     WHERE t.id = $1 ORDER BY x.at, x.origin`,
    [id],
  );
  const answer: { noticeKey: string; reference: string }[] = [];
  for (const row of found.rows) {
    const key: CaseKey = { caseId: row.case_id, wrappedKey: row.wrapped_key };
    const reference =
      row.origin === 'attempt'
        ? vault.open(key, row.sealed, { table: 'attempts', column: 'reference', row: row.row })
        : referenceIn(
            vault.open(key, row.sealed, { table: 'events', column: 'red', row: `${id}:${row.row}` }),
          );
    const noticeKey = row.notice_key ?? noticeOfTask(row.state, row.task_id);
    if (typeof reference === 'string' && reference !== '' && noticeKey !== undefined) {
      if (!answer.some((one) => one.noticeKey === noticeKey && one.reference === reference)) {
        answer.push({ noticeKey, reference });
      }
    }
  }
  return answer;
}

function referenceIn(red: unknown): unknown {
  return typeof red === 'object' && red !== null && 'reference' in red ? red.reference : undefined;
}

function noticeOfTask(state: Takedown, taskId: string | null): string | undefined {
  return [...state.endedTasks, ...(state.task === undefined ? [] : [state.task])].find(
    (task) => task.id === taskId,
  )?.noticeKey;
}
