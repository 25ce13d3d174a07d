import type { Pool } from 'pg';
import { RedressError } from '../../domain/errors.ts';
import { DAY } from '../../domain/time.ts';
import type { StoredDelivery, StoredWebhook, Webhooks } from '../../flow/webhooks.ts';
import { newId } from '../store/new-id.ts';
import { newSecret, openSecret, sealSecret } from './secret.ts';

/** How long messages are signed with the former secret too. */
const OVERLAP = DAY;
/** Subscriptions of one helpline. */
const MOST = 20;

const COLUMNS = `id, url, label, events, created_at AS "createdAt", failures, disabled_at AS "disabledAt",
  disabled_why AS "disabledWhy"`;
const DELIVERY = `id, seq, event_id AS "eventId", type, state, tries, created_at AS "createdAt", due_at AS "dueAt",
  ended_at AS "endedAt", log`;
const AGAIN = `UPDATE redress.webhook_deliveries SET state = 'pending', tries = 0, due_at = $2, ended_at = NULL
  WHERE webhook_id = $1 AND state <> 'pending'`;

/** Subscriptions on the connections of one helpline (or of the owner, who sees all). `key` seals their secrets. */
export function makeWebhooks(pool: Pool, key: Buffer): Webhooks {
  const find = async (id: string): Promise<StoredWebhook | undefined> =>
    (await pool.query<StoredWebhook>(`SELECT ${COLUMNS} FROM redress.webhooks WHERE id = $1`, [id])).rows[0];
  const madeAs = async (helplineId: string, name: string) => {
    const found = await pool.query<StoredWebhook & { secret: Buffer }>(
      `SELECT ${COLUMNS}, secret FROM redress.webhooks WHERE helpline_id = $1 AND made_as = $2`,
      [helplineId, name],
    );
    const [row] = found.rows;
    if (row === undefined) return undefined;
    const { secret, ...webhook } = row;
    return { webhook, secret: openSecret(key, webhook.id, secret) };
  };
  return {
    find,
    create: async ({ helplineId, url, label, events, name }, now) => {
      const id = newId('wh', now);
      const secret = newSecret();
      const made = await pool.query<StoredWebhook>(
        `INSERT INTO redress.webhooks (id, helpline_id, url, label, events, secret, created_at, made_as)
         SELECT $1, $2, $3, $4, $5, $6, $7, $9
         WHERE (SELECT count(*) FROM redress.webhooks WHERE helpline_id = $2) < $8
         ON CONFLICT (helpline_id, made_as) DO NOTHING RETURNING ${COLUMNS}`,
        [id, helplineId, url, label, [...events], sealSecret(key, id, secret), now, MOST, name ?? null],
      );
      const [webhook] = made.rows;
      if (webhook !== undefined) return { webhook, secret };
      const before = name === undefined ? undefined : await madeAs(helplineId, name);
      if (before !== undefined) return before;
      throw new RedressError('webhook_too_many', `A helpline has at most ${MOST} webhooks.`, {
        cure: 'Delete one that is not needed any more.',
      });
    },
    list: async () =>
      (await pool.query<StoredWebhook>(`SELECT ${COLUMNS} FROM redress.webhooks ORDER BY id`)).rows,
    remove: async (id) =>
      (await pool.query('DELETE FROM redress.webhooks WHERE id = $1', [id])).rowCount === 1,
    rotate: async (id, now, name) => {
      const secret = newSecret();
      const changed = await pool.query<{ secret: Buffer; formerUntil: number }>(
        `UPDATE redress.webhooks SET
           former_secret = CASE WHEN rotated_as = $4 THEN former_secret ELSE secret END,
           former_until = CASE WHEN rotated_as = $4 THEN former_until ELSE $3::bigint END,
           secret = CASE WHEN rotated_as = $4 THEN secret ELSE $2 END,
           rotated_as = $4
         WHERE id = $1 RETURNING secret, former_until AS "formerUntil"`,
        [id, sealSecret(key, id, secret), now + OVERLAP, name ?? null],
      );
      const [row] = changed.rows;
      return row === undefined
        ? undefined
        : { secret: openSecret(key, id, row.secret), formerUntil: row.formerUntil };
    },
    enable: async (id) => {
      const enabled = await pool.query(
        `UPDATE redress.webhooks SET disabled_at = NULL, disabled_why = NULL, failures = 0 WHERE id = $1`,
        [id],
      );
      return enabled.rowCount === 1;
    },
    test: async (id, now) => {
      const eventId = newId('evt_test', now);
      const payload = {
        id: eventId,
        type: 'webhook.test',
        timestamp: new Date(now).toISOString(),
        data: { takedownId: null, caseId: null, state: null, outcome: null },
      };
      const queued = await pool.query<{ id: string }>(
        `INSERT INTO redress.webhook_deliveries (webhook_id, helpline_id, event_id, type, payload, created_at, due_at)
         SELECT id, helpline_id, $2, 'webhook.test', $3, $4, $4 FROM redress.webhooks WHERE id = $1 RETURNING id`,
        [id, eventId, JSON.stringify(payload), now],
      );
      return queued.rows[0]?.id;
    },
    deliveries: async (id, { state, before, limit }) => {
      const found = await pool.query<StoredDelivery>(
        `SELECT ${DELIVERY} FROM redress.webhook_deliveries
         WHERE webhook_id = $1 AND state = coalesce($2, state) AND seq < coalesce($3::bigint, seq + 1)
         ORDER BY seq DESC LIMIT $4`,
        [id, state ?? null, before ?? null, limit],
      );
      return found.rows;
    },
    replay: async (id, deliveryId, now) =>
      (await pool.query(`${AGAIN} AND id = $3`, [id, now, deliveryId])).rowCount === 1,
    replaySpan: async (id, { from, to, state }, now) => {
      const again = await pool.query(
        `${AGAIN} AND created_at >= $3 AND created_at < $4 AND state = coalesce($5, state)`,
        [id, now, from, to, state ?? null],
      );
      return again.rowCount ?? 0;
    },
  };
}
