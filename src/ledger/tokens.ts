import { createHash, randomBytes } from 'node:crypto';
import { and, desc, eq, gt, isNull, lt, or } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { HelplineId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { MINUTE } from '../domain/time.ts';
import { tokens as table } from './schema/registers.ts';
import { newId } from './store/new-id.ts';

/** A token as it is kept: never the token itself. */
export interface Token {
  readonly id: string;
  /** Null: a token of ops, of no helpline. */
  readonly helplineId: HelplineId | null;
  readonly label: string;
  readonly scopes: readonly string[];
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
  readonly revokedAt: Instant | null;
  readonly lastUsedAt: Instant | null;
}

export interface NewToken {
  readonly helplineId: HelplineId | null;
  readonly label: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Instant | null;
}

export interface Tokens {
  /** Answers the token this once; only its SHA-256 is kept, which is enough for 256 random bits. */
  create(of: NewToken, now: Instant): Promise<{ readonly id: string; readonly token: string }>;
  /** The token if it is known, not revoked and not expired. */
  find(token: string, now: Instant): Promise<Token | undefined>;
  /** False when there is no such token, or it is revoked already. */
  revoke(id: string, now: Instant): Promise<boolean>;
  /** Notes that it was used; at most once a minute, so that a busy client does not write at each request. */
  touch(id: string, now: Instant): Promise<void>;
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

export function makeTokens(db: NodePgDatabase): Tokens {
  return {
    create: async (of, now) => {
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
    },
    find: async (token, now) => {
      const alive = and(isNull(table.revokedAt), or(isNull(table.expiresAt), gt(table.expiresAt, now)));
      const [row] = await db
        .select(COLUMNS)
        .from(table)
        .where(and(eq(table.hash, digest(token)), alive));
      return row;
    },
    revoke: async (id, now) => {
      const done = await db
        .update(table)
        .set({ revokedAt: now })
        .where(and(eq(table.id, id), isNull(table.revokedAt)));
      return done.rowCount === 1;
    },
    touch: async (id, now) => {
      const stale = or(isNull(table.lastUsedAt), lt(table.lastUsedAt, now - MINUTE));
      await db
        .update(table)
        .set({ lastUsedAt: now })
        .where(and(eq(table.id, id), stale));
    },
    list: () => db.select(COLUMNS).from(table).orderBy(desc(table.createdAt)),
  };
}
