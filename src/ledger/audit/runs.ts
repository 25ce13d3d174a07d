import type { Pool } from 'pg';
import type { Instant } from '../../domain/time.ts';
import type { Break } from './verify.ts';

/** What the job that verifies the chains puts on record. */
export interface AuditRuns {
  begin(now: Instant): Promise<number>;
  /** Adds what was looked at since. */
  add(
    id: number,
    more: { readonly takedowns: number; readonly events: number; readonly breaks: readonly Break[] },
    now: Instant,
  ): Promise<void>;
  end(id: number, now: Instant): Promise<void>;
}

const KEPT_BREAKS = 50;
const KEPT_RUNS = 30;

const ADD = `
UPDATE redress.audit_runs SET takedowns = takedowns + $2, events = events + $3, broken = broken + jsonb_array_length($4::jsonb),
  seen_at = $5, breaks = CASE WHEN jsonb_array_length(breaks) < ${KEPT_BREAKS} THEN breaks || $4::jsonb ELSE breaks END
WHERE id = $1`;

export function makeAuditRuns(pool: Pool): AuditRuns {
  return {
    begin: async (now) => {
      await pool.query(
        'DELETE FROM redress.audit_runs WHERE id <= (SELECT max(id) FROM redress.audit_runs) - $1',
        [KEPT_RUNS],
      );
      const made = await pool.query<{ id: number }>(
        'INSERT INTO redress.audit_runs (began_at, seen_at) VALUES ($1, $1) RETURNING id',
        [now],
      );
      const [run] = made.rows;
      if (run === undefined) throw new Error('an insert answers its row');
      return run.id;
    },
    add: async (id, { takedowns, events, breaks }, now) => {
      await pool.query(ADD, [id, takedowns, events, JSON.stringify(breaks), now]);
    },
    end: async (id, now) => {
      await pool.query('UPDATE redress.audit_runs SET ended_at = $2, seen_at = $2 WHERE id = $1', [id, now]);
    },
  };
}
