import pg, { type PoolClient } from 'pg';
import { RedressError } from '../../domain/errors.ts';
import type { CaseId, HelplineId } from '../../domain/ids.ts';
import type { Access, CaseShare, CaseShares, ShareStep } from '../../flow/case-shares.ts';
import { transaction } from '../pool.ts';
import { changeRows, mergeRows } from '../store/change-rows.ts';
import type { StoreContext } from '../store/context.ts';
import type { StoredRow } from '../store/stored.ts';
import { caseKeyOf, STORED_COLUMNS, toStored } from '../store/stored.ts';
import { writeChanges } from '../store/write.ts';

/** See the contract, `CaseShares`. */
export function makeCaseShares(context: StoreContext): CaseShares {
  return {
    share: (share, step) =>
      written(context, async (client) => {
        const { caseId, ownerId, helplineId, access, at, by } = share;
        await holdCase(client, caseId, ownerId, true);
        const live = await client.query<{ access: Access }>(
          `SELECT access FROM redress.case_shares WHERE case_id = $1 AND helpline_id = $2 AND ended_at IS NULL`,
          [caseId, helplineId],
        );
        if (live.rows[0]?.access === access) {
          return false;
        }
        await endShare(client, share);
        await client.query(
          `INSERT INTO redress.case_shares (case_id, owner_id, helpline_id, access, shared_at, shared_by)
           VALUES ($1, $2, $3, $4, $5, $6)`,
          [caseId, ownerId, helplineId, access, at, by],
        );
        await record(context, client, caseId, step);
        return true;
      }),
    unshare: (share, step) =>
      written(context, async (client) => {
        await holdCase(client, share.caseId, share.ownerId, false);
        if (!(await endShare(client, share))) {
          return false;
        }
        await record(context, client, share.caseId, step);
        return true;
      }),
    of: async (caseId) =>
      (await context.pool.query<CaseShare>(`${SHARES} WHERE case_id = $1 ORDER BY id`, [caseId])).rows,
    live: async () =>
      (await context.pool.query<CaseShare>(`${SHARES} WHERE ended_at IS NULL ORDER BY id`)).rows,
    accessOf: async (caseId, helplineId) => {
      const found = await context.pool.query<{ access: 'own' | Access }>(
        `SELECT 'own' AS access FROM redress.cases WHERE id = $1 AND helpline_id = $2
         UNION ALL
         SELECT access FROM redress.case_shares WHERE case_id = $1 AND helpline_id = $2 AND ended_at IS NULL`,
        [caseId, helplineId],
      );
      return found.rows[0]?.access;
    },
  };
}

const SHARES = `SELECT case_id AS "caseId", owner_id AS "ownerId", helpline_id AS "helplineId", access,
  shared_at AS "sharedAt", shared_by AS "sharedBy", ended_at AS "endedAt", ended_by AS "endedBy"
FROM redress.case_shares`;

/** Tries again when the database chose this transaction as the victim of a deadlock with a group of effects. */
const TRIES = 5;
const DEADLOCK = '40P01';
const FOREIGN_KEY = '23503';

async function written(
  { pool }: Pick<StoreContext, 'pool'>,
  work: (client: PoolClient) => Promise<boolean>,
  tried = 1,
): Promise<boolean> {
  try {
    return await transaction(pool, work);
  } catch (error) {
    const code = error instanceof pg.DatabaseError ? error.code : undefined;
    if (code === FOREIGN_KEY) {
      throw new RedressError('helpline_unknown', 'There is no such helpline.', {
        field: 'helplineId',
        cure: 'Ask the operator for its id; each helpline is made with its first token.',
        cause: error,
      });
    }
    if (code !== DEADLOCK || tried === TRIES) {
      throw error;
    }
    return written({ pool }, work, tried + 1);
  }
}

/** Holds the case until the end, so that it is neither erased nor shared by another meanwhile. */
async function holdCase(
  client: PoolClient,
  caseId: CaseId,
  ownerId: HelplineId,
  whole: boolean,
): Promise<void> {
  const found = await client.query<{ erased: boolean }>(
    `SELECT erased_at IS NOT NULL AS erased FROM redress.cases WHERE id = $1 AND helpline_id = $2
     FOR NO KEY UPDATE`,
    [caseId, ownerId],
  );
  const [row] = found.rows;
  if (row === undefined) {
    throw new RedressError('case_unknown', 'There is no such case of this helpline.', { field: 'caseId' });
  }
  if (whole && row.erased) {
    throw new RedressError('case_erased', 'The case was erased: nothing can be read or added.', {
      field: 'caseId',
      cure: 'Open a new case.',
    });
  }
}

async function endShare(
  client: PoolClient,
  share: { caseId: CaseId; helplineId: HelplineId; at: number; by: string },
): Promise<boolean> {
  const ended = await client.query(
    `UPDATE redress.case_shares SET ended_at = $3, ended_by = $4
     WHERE case_id = $1 AND helpline_id = $2 AND ended_at IS NULL`,
    [share.caseId, share.helplineId, share.at, share.by],
  );
  return ended.rowCount === 1;
}

/** An event for each takedown of the case, under its lock. */
async function record(
  { vault }: StoreContext,
  client: PoolClient,
  caseId: CaseId,
  step: ShareStep,
): Promise<void> {
  const found = await client.query<StoredRow>(
    `SELECT ${STORED_COLUMNS} FROM redress.takedowns t JOIN redress.cases c ON c.id = t.case_id
     WHERE t.case_id = $1 ORDER BY t.id FOR NO KEY UPDATE OF t`,
    [caseId],
  );
  const rows = found.rows.map((row) =>
    changeRows(
      step(toStored(row, vault)),
      { id: row.id, version: row.version, head: row.head_hash, key: caseKeyOf(row) },
      vault,
    ),
  );
  if (rows.length === 0) {
    return;
  }
  const done = await writeChanges(client, mergeRows(rows));
  if (done.size !== rows.length) {
    throw new Error('a takedown was changed under its lock');
  }
}
