import { createHmac } from 'node:crypto';
import type { Pool } from 'pg';
import type { IntakeAnswer } from '../../flow/intake/answer.ts';
import type { EnvelopeName, EnvelopeRegister, Place } from '../../flow/intake/envelope.ts';
import type { DeriveKey } from './derive-key.ts';

/** Which jobs of the intake queue came, and what they were answered. Nothing of a request is kept but a keyed hash. */
export interface IntakeJobs extends EnvelopeRegister {
  /** The answer to a job whose seal was taken out of the queue when it had been answered. */
  answerOf(helplineId: string, jti: string): Promise<IntakeAnswer | undefined>;
}

interface Row {
  readonly takedown_id: string;
  readonly request_hash: Buffer;
  readonly answer: IntakeAnswer | null;
}

const FIND = `SELECT takedown_id, request_hash, answer FROM redress.intake_jobs WHERE helpline_id = $1 AND jti = $2`;

export function makeIntakeJobs(pool: Pool, derive: DeriveKey): IntakeJobs {
  const key = derive('intake-requests');
  const hashOf = (request: unknown): Buffer =>
    createHmac('sha256', key)
      .update(JSON.stringify(request) ?? '')
      .digest();
  const find = async ({ helplineId, jti, request }: EnvelopeName): Promise<Place | undefined> => {
    const found = await pool.query<Row>(FIND, [helplineId, jti]);
    const row = found.rows[0];
    return row === undefined
      ? undefined
      : {
          takedownId: row.takedown_id,
          sameRequest: row.request_hash.equals(hashOf(request)),
          answer: row.answer ?? undefined,
        };
  };
  return {
    find,
    reserve: async (name, takedownId, now) => {
      await pool.query(
        `INSERT INTO redress.intake_jobs (helpline_id, jti, request_hash, takedown_id, came_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
        [name.helplineId, name.jti, hashOf(name.request), takedownId, now],
      );
      const place = await find(name);
      if (place === undefined) throw new Error('a job of the intake could be neither noted nor found');
      return place;
    },
    record: async ({ helplineId, jti }, answer) => {
      const noted = await pool.query<{ answer: IntakeAnswer }>(
        `UPDATE redress.intake_jobs SET answer = coalesce(answer, $3) WHERE helpline_id = $1 AND jti = $2
         RETURNING answer`,
        [helplineId, jti, JSON.stringify(answer)],
      );
      return noted.rows[0]?.answer ?? answer;
    },
    answerOf: async (helplineId, jti) => {
      const found = await pool.query<Row>(FIND, [helplineId, jti]);
      return found.rows[0]?.answer ?? undefined;
    },
  };
}
