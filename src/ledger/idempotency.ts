import { createHmac } from 'node:crypto';
import type { Pool } from 'pg';
import type { Instant, Millis } from '../domain/time.ts';
import { MINUTE } from '../domain/time.ts';
import { FIXED_PERIODS } from '../flow/ledger.ts';

/** A request of a token under the key that it chose. Key and request may be red: only a keyed hash is kept of them. */
export interface KeyedRequest {
  readonly tokenId: string;
  readonly key: string;
  /** Method and path. */
  readonly route: string;
  readonly body: Uint8Array;
}

/** `answer` null: nothing but the fact that it was answered. */
export interface KeptAnswer {
  readonly status: number;
  readonly answer: unknown;
}

export interface Idempotency {
  /**
   * `run`: it is the caller's to answer, and to `keep` or `drop`. `again`: it was answered, and nothing is kept of the
   * answer. `busy`: another process answers it now. `mismatch`: the key came with another request.
   */
  begin(
    request: KeyedRequest,
    now: Instant,
  ): Promise<
    | { readonly kind: 'run' | 'again' | 'busy' | 'mismatch' }
    | { readonly kind: 'answered'; readonly kept: KeptAnswer }
  >;
  keep(request: KeyedRequest, kept: KeptAnswer): Promise<void>;
  drop(request: KeyedRequest): Promise<void>;
}

const { idempotency: KEPT_FOR } = FIXED_PERIODS;
/** A process that died must not keep a key for long; no request takes this long. */
const HELD_FOR: Millis = 2 * MINUTE;
/** How often old answers are looked for. */
const SWEPT_EVERY: Millis = 10 * MINUTE;

/** A key is taken when nobody has it, when its day is over, or when whoever had it for this request has died. */
const BEGIN = `
INSERT INTO redress.idempotency AS i (token_id, key, digest, created_at, held_until) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (token_id, key) DO UPDATE
  SET digest = excluded.digest, created_at = excluded.created_at, held_until = excluded.held_until,
    status = NULL, answer = NULL
  WHERE i.created_at <= $6 OR (i.status IS NULL AND i.held_until <= $4 AND i.digest = excluded.digest)
RETURNING true`;

const FOUND = `SELECT digest = $3 AS same, status, answer FROM redress.idempotency WHERE token_id = $1 AND key = $2`;

interface Row {
  readonly same: boolean;
  readonly status: number | null;
  readonly answer: unknown;
}

/** @param secret a key for this purpose alone, of the owner of the ledger */
export function makeIdempotency(pool: Pool, secret: Buffer): Idempotency {
  const hash = (...parts: readonly (string | Uint8Array)[]): Buffer => {
    const hmac = createHmac('sha256', secret);
    for (const part of parts) hmac.update(`${part.length}\n`).update(part);
    return hmac.digest();
  };
  const nameOf = ({ tokenId, key }: KeyedRequest): [string, Buffer] => [tokenId, hash('key', key)];
  let sweptAt = 0;
  const sweep = async (now: Instant): Promise<void> => {
    if (now - sweptAt < SWEPT_EVERY) return;
    sweptAt = now;
    await pool.query('DELETE FROM redress.idempotency WHERE created_at <= $1', [now - KEPT_FOR]);
  };
  return {
    begin: async (request, now) => {
      await sweep(now);
      const digest = hash('request', request.route, request.body);
      const name = nameOf(request);
      const values = [...name, digest, now, now + HELD_FOR, now - KEPT_FOR];
      if ((await pool.query(BEGIN, values)).rowCount === 1) return { kind: 'run' };
      const [row] = (await pool.query<Row>(FOUND, [...name, digest])).rows;
      // Dropped between the two statements: whoever asks again gets it.
      if (row === undefined) return { kind: 'busy' };
      if (!row.same) return { kind: 'mismatch' };
      if (row.status === null) return { kind: 'busy' };
      return row.answer === null
        ? { kind: 'again' }
        : { kind: 'answered', kept: { status: row.status, answer: row.answer } };
    },
    keep: async (request, { status, answer }) => {
      await pool.query(
        'UPDATE redress.idempotency SET status = $3, answer = $4 WHERE token_id = $1 AND key = $2',
        [...nameOf(request), status, answer === null ? null : JSON.stringify(answer)],
      );
    },
    drop: async (request) => {
      await pool.query(
        'DELETE FROM redress.idempotency WHERE token_id = $1 AND key = $2 AND status IS NULL',
        nameOf(request),
      );
    },
  };
}
