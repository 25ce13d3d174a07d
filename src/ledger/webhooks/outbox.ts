import type { Pool } from 'pg';
import type { Message, Outbox } from '../../flow/outbox.ts';
import { fanOut } from './fan-out.ts';
import { CLAIM } from './outbox-sql.ts';
import { openSecret } from './secret.ts';

interface Row extends Omit<Message, 'secrets'> {
  readonly secret: Buffer;
  readonly formerSecret: Buffer | null;
}

const SETTLE = `
WITH settled AS (
  UPDATE redress.webhook_deliveries SET state = $3, due_at = $4, ended_at = $5, log = log || $6::jsonb,
    lease_until = NULL, lease_by = NULL
  WHERE id = $1 AND lease_by = $2 AND state = 'pending' RETURNING webhook_id, state
), counted AS (
  UPDATE redress.webhooks w SET failures = CASE s.state WHEN 'delivered' THEN 0 ELSE w.failures + 1 END
  FROM settled s WHERE w.id = s.webhook_id AND (s.state <> 'delivered' OR w.failures > 0)
)
SELECT 1 FROM settled`;

export function makeOutbox(pool: Pool, key: Buffer): Outbox {
  return {
    fanOut: (limit, now) => fanOut(pool, limit, now),
    claim: async (limit, worker, now, leaseUntil) => {
      const found = await pool.query<Row>(CLAIM, [now, limit, worker, leaseUntil]);
      return found.rows.map(({ secret, formerSecret, ...row }) => ({
        ...row,
        secrets: [secret, ...(formerSecret === null ? [] : [formerSecret])].map((one) =>
          openSecret(key, row.webhookId, one),
        ),
      }));
    },
    settle: async (id, worker, settled, tried) => {
      const dueAt = settled.state === 'pending' ? settled.dueAt : null;
      const endedAt = settled.state === 'pending' ? null : tried.at;
      const values = [id, worker, settled.state, dueAt, endedAt, JSON.stringify([tried])];
      return (await pool.query(SETTLE, values)).rowCount === 1;
    },
    giveBack: async (ids, worker) => {
      await pool.query(
        `UPDATE redress.webhook_deliveries SET lease_until = NULL, lease_by = NULL, tries = tries - 1
         WHERE id = ANY($1) AND lease_by = $2 AND state = 'pending'`,
        [ids, worker],
      );
    },
    disable: async (webhookId, why, now) => {
      await pool.query(
        `UPDATE redress.webhooks SET disabled_at = $2, disabled_why = $3 WHERE id = $1 AND disabled_at IS NULL`,
        [webhookId, now, why],
      );
    },
  };
}
