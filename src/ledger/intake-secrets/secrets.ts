import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { RedressError } from '../../domain/errors.ts';
import type { HelplineId } from '../../domain/ids.ts';
import type { Instant, Millis } from '../../domain/time.ts';
import { transaction } from '../pool.ts';
import { newId } from '../store/new-id.ts';
import { type Binding, seal, unseal } from '../vault/seal.ts';
import type { DeriveKey } from './derive-key.ts';

/** A secret as it is listed: never the secret itself. */
export interface ListedSecret {
  readonly id: string;
  readonly helplineId: HelplineId;
  readonly createdAt: Instant;
  /** Null while it is the current one. */
  readonly endsAt: Instant | null;
  readonly lastUsedAt: Instant | null;
}

/** With which helplines sign the jobs of the intake queue. */
export interface IntakeSecrets {
  /**
   * A new secret, shown this once. Those before it stay good for `overlap`, so that the helpline's programs can be
   * given the new one without a pause.
   *
   * @throws RedressError `helpline_unknown`
   */
  create(
    helplineId: HelplineId,
    overlap: Millis,
    now: Instant,
  ): Promise<{ readonly id: string; readonly secret: string }>;
  /** Ends all secrets of a helpline, or the one with this id, at once. Answers how many were ended. */
  revoke(helplineId: HelplineId, id: string | undefined, now: Instant): Promise<number>;
  /** The secrets that are good now, newest first. */
  live(
    helplineId: HelplineId,
    now: Instant,
  ): Promise<readonly { readonly id: string; readonly secret: string }[]>;
  /** Notes that it signed a job; at most once a minute. */
  touch(id: string, now: Instant): Promise<void>;
  list(helplineId?: HelplineId): Promise<readonly ListedSecret[]>;
}

const bindingOf = (id: string): Binding => ({ table: 'intake_secrets', column: 'secret', row: id });

const LIVE = '(ends_at IS NULL OR ends_at > $2)';

export function makeIntakeSecrets(pool: Pool, derive: DeriveKey): IntakeSecrets {
  const key = derive('intake-secrets');
  return {
    create: async (helplineId, overlap, now) => {
      const id = newId('isec', now);
      const secret = `redress_intake_${randomBytes(32).toString('base64url')}`;
      const sealed = seal(key, Buffer.from(secret), bindingOf(id));
      await transaction(pool, async (client) => {
        const known = await client.query('SELECT 1 FROM redress.helplines WHERE id = $1 FOR UPDATE', [
          helplineId,
        ]);
        if (known.rowCount === 0) throw unknownHelpline();
        await client.query(
          `UPDATE redress.intake_secrets SET ends_at = $3 WHERE helpline_id = $1 AND ${LIVE} AND coalesce(ends_at, $3) >= $3`,
          [helplineId, now, now + overlap],
        );
        await client.query(
          'INSERT INTO redress.intake_secrets (id, helpline_id, secret, created_at) VALUES ($1, $2, $3, $4)',
          [id, helplineId, sealed, now],
        );
      });
      return { id, secret };
    },
    revoke: async (helplineId, id, now) => {
      const ended = await pool.query(
        `UPDATE redress.intake_secrets SET ends_at = $2 WHERE helpline_id = $1 AND ${LIVE} AND id = coalesce($3, id)`,
        [helplineId, now, id ?? null],
      );
      return ended.rowCount ?? 0;
    },
    live: async (helplineId, now) => {
      const found = await pool.query<{ id: string; secret: Buffer }>(
        `SELECT id, secret FROM redress.intake_secrets WHERE helpline_id = $1 AND ${LIVE} ORDER BY id DESC`,
        [helplineId, now],
      );
      return found.rows.map((row) => ({
        id: row.id,
        secret: unseal(key, row.secret, bindingOf(row.id)).toString(),
      }));
    },
    touch: async (id, now) => {
      await pool.query(
        `UPDATE redress.intake_secrets SET last_used_at = $2
         WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2::bigint - 60000)`,
        [id, now],
      );
    },
    list: async (helplineId) => {
      const found = await pool.query<ListedSecret>(
        `SELECT id, helpline_id AS "helplineId", created_at AS "createdAt", ends_at AS "endsAt",
           last_used_at AS "lastUsedAt"
         FROM redress.intake_secrets WHERE helpline_id = coalesce($1, helpline_id) ORDER BY id DESC`,
        [helplineId ?? null],
      );
      return found.rows;
    },
  };
}

function unknownHelpline(): RedressError {
  return new RedressError('helpline_unknown', 'There is no such helpline.', {
    field: 'helpline',
    cure: 'Make it with its first token: redress token create --help',
  });
}
