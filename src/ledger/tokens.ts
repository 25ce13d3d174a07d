import { createHash, randomBytes } from 'node:crypto';
import { and, desc, eq, gt, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { RedressError } from '../domain/errors.ts';
import type { HelplineId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { MINUTE } from '../domain/time.ts';
import { tokens as table } from './schema/registers.ts';
import { newId } from './store/new-id.ts';
import { assertRole } from './tenant/token-roles.ts';

export { assertRole, callerOf, scopeOf, TOKEN_ROLES, type TokenRole } from './tenant/token-roles.ts';

/** A token as it is kept: never the token itself. */
export interface Token {
  readonly id: string;
  /** Null: a token of ops, of no helpline. */
  readonly helplineId: HelplineId | null;
  readonly label: string;
  /** Its one role: `practitioner` or `lead` of a helpline, or `ops`. See `callerOf`. */
  readonly scopes: readonly string[];
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
  readonly revokedAt: Instant | null;
  /** Within a minute. */
  readonly lastUsedAt: Instant | null;
}

export interface NewToken {
  readonly helplineId: HelplineId | null;
  readonly label: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Instant | null;
}

export interface Tokens {
  /**
   * Answers the token this once; only its SHA-256 is kept, which is enough for 256 random bits.
   *
   * @throws RedressError `token_role`
   */
  create(of: NewToken, now: Instant): Promise<{ readonly id: string; readonly token: string }>;
  /** The token if it is known, not revoked and not expired. */
  find(token: string, now: Instant): Promise<Token | undefined>;
  /** False when there is no such token, or it is revoked already. */
  revoke(id: string, now: Instant): Promise<boolean>;
  /**
   * Makes a token like this one (holder, label, role, and as long a life if it has an end), and lets the old one end
   * at `until` at the latest, so that clients can change over.
   *
   * @throws RedressError `token_unknown` also for one that has ended
   */
  rotate(
    id: string,
    now: Instant,
    until: Instant,
  ): Promise<{ readonly id: string; readonly token: string; readonly expiresAt: Instant | null }>;
  /** Notes that it was used; at most once a minute, so that a busy client does not write at each request. */
  touch(id: string, now: Instant): Promise<void>;
  /** Newest first, ended ones too. */
  list(): Promise<readonly Token[]>;
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

const COLUMNS = {
  id: table.id,
  helplineId: table.helplineId,
  label: table.label,
  scopes: table.scopes,
  createdAt: table.createdAt,
  expiresAt: table.expiresAt,
  revokedAt: table.revokedAt,
  lastUsedAt: table.lastUsedAt,
};

function alive(now: Instant): SQL | undefined {
  return and(isNull(table.revokedAt), or(isNull(table.expiresAt), gt(table.expiresAt, now)));
}

async function create(
  db: NodePgDatabase,
  of: NewToken,
  now: Instant,
): Promise<{ readonly id: string; readonly token: string }> {
  assertRole(of);
  const id = newId('tok', now);
  const token = `redress_${randomBytes(32).toString('base64url')}`;
  const { helplineId, label, expiresAt } = of;
  await db.insert(table).values({
    id,
    hash: digest(token),
    helplineId,
    label,
    scopes: [...of.scopes],
    createdAt: now,
    expiresAt,
  });
  return { id, token };
}

export function makeTokens(db: NodePgDatabase): Tokens {
  return {
    create: (of, now) => create(db, of, now),
    find: async (token, now) => {
      const [row] = await db
        .select(COLUMNS)
        .from(table)
        .where(and(eq(table.hash, digest(token)), alive(now)));
      return row;
    },
    revoke: async (id, now) => {
      const done = await db
        .update(table)
        .set({ revokedAt: now })
        .where(and(eq(table.id, id), isNull(table.revokedAt)));
      return done.rowCount === 1;
    },
    rotate: async (id, now, until) => {
      // The old one's end and the new one's beginning are one: of two who rotate it at once, the second finds another end.
      return db.transaction(async (tx) => {
        const [old] = await tx
          .select(COLUMNS)
          .from(table)
          .where(and(eq(table.id, id), alive(now)))
          .for('update');
        if (old === undefined) {
          throw new RedressError('token_unknown', 'There is no such token, or it has ended.', {
            field: 'id',
            cure: 'List them with: redress token list',
          });
        }
        const expiresAt = old.expiresAt === null ? null : now + (old.expiresAt - old.createdAt);
        const made = await create(tx, { ...old, expiresAt }, now);
        await tx
          .update(table)
          .set({ expiresAt: sql`least(${table.expiresAt}, ${until}::bigint)` })
          .where(eq(table.id, id));
        return { ...made, expiresAt };
      });
    },
    touch: async (id, now) => {
      const stale = or(isNull(table.lastUsedAt), lt(table.lastUsedAt, now - MINUTE));
      await db
        .update(table)
        .set({ lastUsedAt: now })
        .where(and(eq(table.id, id), stale));
    },
    list: () => db.select(COLUMNS).from(table).orderBy(desc(table.createdAt), desc(table.id)),
  };
}
