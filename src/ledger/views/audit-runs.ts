import type { Pool } from 'pg';
import type { Instant } from '../../domain/time.ts';
import type { Break } from '../audit/verify.ts';

/** One look at all hash chains. */
export interface AuditRun {
  readonly id: number;
  readonly beganAt: Instant;
  /** When it last got further. */
  readonly seenAt: Instant;
  /** Null: it is under way, or was cut short. */
  readonly endedAt: Instant | null;
  readonly takedowns: number;
  readonly events: number;
  readonly broken: number;
  /** The first of them. */
  readonly breaks: readonly Break[];
}

/** The last looks, newest first. */
export async function auditRuns(pool: Pool, limit: number): Promise<readonly AuditRun[]> {
  const found = await pool.query<AuditRun>(
    `SELECT id, began_at AS "beganAt", seen_at AS "seenAt", ended_at AS "endedAt", takedowns, events, broken, breaks
     FROM redress.audit_runs ORDER BY id DESC LIMIT $1`,
    [limit],
  );
  return found.rows;
}
