import pg, { type Pool } from 'pg';
import { RedressError } from '../../domain/errors.ts';

/** Database roles that transactions take on: they own nothing, cannot log in, and row-level security binds them. */
export const HELPLINE_ROLE = 'redress_helpline';
export const OPS_ROLE = 'redress_ops';

interface State {
  readonly owner: string;
  /** Since 16 a membership says whether it inherits, and whether it may be taken on. */
  readonly grants: boolean;
  readonly missing: readonly string[];
  readonly unsafe: readonly string[];
  readonly foreign: readonly string[];
}

/** Roles that are not there, that stand above row-level security, and that this user may not take on. */
const STATE = `
SELECT quote_ident(current_user) AS owner, v.major >= 160000 AS grants,
  array_remove(array_agg(CASE WHEN r.oid IS NULL THEN n.name END), NULL) AS missing,
  array_remove(array_agg(CASE WHEN r.rolsuper OR r.rolbypassrls THEN n.name END), NULL) AS unsafe,
  array_remove(array_agg(CASE WHEN NOT pg_has_role(current_user, r.oid,
    CASE WHEN v.major >= 160000 THEN 'SET' ELSE 'MEMBER' END) THEN n.name END), NULL) AS foreign
FROM unnest($1::text[]) AS n(name)
CROSS JOIN (SELECT current_setting('server_version_num')::int AS major) v
LEFT JOIN pg_roles r ON r.rolname = n.name
GROUP BY v.major`;

/** Roles belong to the whole server, and advisory locks to one database: others may make them at this moment. */
const RACED = new Set(['42710', '23505', 'XX000']);
const ROUNDS = 20;

/**
 * Makes sure that the roles of helplines and of ops exist and that this user may take them on. A dump holds no roles,
 * so this looks at every start.
 *
 * @throws RedressError `database_role_missing` when they are not as they must be and this user cannot mend it
 */
export async function ensureRoles(pool: Pool): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const state = await stateOf(pool);
    const mending = cureOf(state);
    if (mending.length === 0) {
      return;
    }
    try {
      for (const sql of mending) {
        await pool.query(sql);
      }
    } catch (error) {
      const code = error instanceof pg.DatabaseError ? error.code : undefined;
      if (code === '42501') {
        throw refused(mending, error);
      }
      if (code === undefined || !RACED.has(code)) {
        throw error;
      }
    }
  }
  throw refused(cureOf(await stateOf(pool)));
}

async function stateOf(pool: Pool): Promise<State> {
  const found = await pool.query<State>(STATE, [[HELPLINE_ROLE, OPS_ROLE]]);
  const [state] = found.rows;
  if (state === undefined) {
    throw new Error('an aggregate answers one row');
  }
  return state;
}

/** What must be said to the database, by somebody who may; nothing when all is well. */
function cureOf({ owner, grants, missing, unsafe, foreign }: State): readonly string[] {
  return [
    ...missing.map((role) => `CREATE ROLE ${role} NOLOGIN NOBYPASSRLS`),
    ...unsafe.map((role) => `ALTER ROLE ${role} NOSUPERUSER NOBYPASSRLS`),
    ...[...missing, ...foreign].map(
      (role) => `GRANT ${role} TO ${owner}${grants ? ' WITH INHERIT FALSE, SET TRUE' : ''}`,
    ),
  ];
}

function refused(mending: readonly string[], cause?: unknown): RedressError {
  return new RedressError(
    'database_role_missing',
    'The database lacks the roles that keep helplines apart, and this database user may not make them.',
    {
      field: 'DATABASE_URL',
      cure: `Let an administrator of the database run once: ${mending.map((sql) => `${sql};`).join(' ')}`,
      cause,
    },
  );
}
