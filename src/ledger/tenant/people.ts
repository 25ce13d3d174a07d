import type { Pool } from 'pg';
import type { HelplineId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { HELPLINE_ROLES, type People, type Person } from '../../flow/caller.ts';

const ALIVE = `
SELECT id, label, scopes[1] AS role FROM redress.tokens
WHERE helpline_id = $1 AND scopes[1] = ANY($3) AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)
ORDER BY label, id`;

/** See the contract, `People`. Row-level security shows a helpline its own tokens alone. */
export function makePeople(pool: Pool): People {
  return {
    of: async (helplineId: HelplineId, now: Instant) =>
      (await pool.query<Person>(ALIVE, [helplineId, now, [...HELPLINE_ROLES]])).rows,
  };
}
