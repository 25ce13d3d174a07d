import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { and, eq, gt, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { type Instant, MINUTE, type Millis } from '../domain/time.ts';
import { MOST_MISSES, SESSION_LASTS, SESSION_UNUSED, type Sessions } from '../flow/sessions.ts';
import { sessions as table, tokens } from './schema/registers.ts';
import { callerOf } from './tenant/token-roles.ts';

/** How often those that are over are looked for. */
const SWEPT_EVERY: Millis = 10 * MINUTE;

/**
 * See the contract, `Sessions`. A cookie holds a random name and its signature, so that the database is asked about
 * names of ours alone; of the name the table holds a hash, which opens nothing.
 *
 * @param secret a key for this purpose alone
 */
export function makeSessions(db: NodePgDatabase, secret: Buffer): Sessions {
  const signed = (name: string): string => createHmac('sha256', secret).update(name).digest('base64url');
  const hashOf = (cookie: string): Buffer | undefined => {
    const [, name = '', signature = ''] = /^([\w-]{43})\.([\w-]{43})$/.exec(cookie) ?? [];
    if (name === '' || !timingSafeEqual(Buffer.from(signature), Buffer.from(signed(name)))) return undefined;
    return createHash('sha256').update(name).digest();
  };
  const named = (cookie: string) => {
    const hash = hashOf(cookie);
    return hash === undefined ? sql`false` : eq(table.idHash, hash);
  };
  let sweptAt = 0;
  const sweep = async (now: Instant): Promise<void> => {
    if (now - sweptAt < SWEPT_EVERY) return;
    sweptAt = now;
    await db.delete(table).where(or(lte(table.endsAt, now), lte(table.seenAt, now - SESSION_UNUSED)));
  };
  return {
    open: async (tokenId, now) => {
      await sweep(now);
      const name = randomBytes(32).toString('base64url');
      const idHash = createHash('sha256').update(name).digest();
      const endsAt = now + SESSION_LASTS;
      await db.insert(table).values({ idHash, tokenId, createdAt: now, seenAt: now, endsAt, misses: 0 });
      return `${name}.${signed(name)}`;
    },
    find: async (cookie, now) => {
      const hash = hashOf(cookie);
      if (hash === undefined) return undefined;
      const [row] = await db
        .select({
          id: tokens.id,
          helplineId: tokens.helplineId,
          scopes: tokens.scopes,
          label: tokens.label,
          lockedAt: table.lockedAt,
        })
        .from(table)
        .innerJoin(tokens, eq(tokens.id, table.tokenId))
        .where(
          and(
            eq(table.idHash, hash),
            gt(table.endsAt, now),
            gt(table.seenAt, now - SESSION_UNUSED),
            isNull(tokens.revokedAt),
            or(isNull(tokens.expiresAt), gt(tokens.expiresAt, now)),
          ),
        );
      const caller = row === undefined ? undefined : callerOf(row);
      if (row === undefined || caller === undefined) return undefined;
      return { caller, label: row.label, lockedAt: row.lockedAt };
    },
    touch: async (cookie, now) => {
      await db
        .update(table)
        .set({ seenAt: now })
        .where(and(named(cookie), lt(table.seenAt, now - MINUTE)));
    },
    lock: async (cookie, now) => {
      await db
        .update(table)
        .set({ lockedAt: now, misses: 0 })
        .where(and(named(cookie), isNull(table.lockedAt)));
    },
    unlock: async (cookie, now) => {
      await db.update(table).set({ lockedAt: null, misses: 0, seenAt: now }).where(named(cookie));
    },
    missed: async (cookie) => {
      const [row] = await db
        .update(table)
        .set({ misses: sql`${table.misses} + 1` })
        .where(named(cookie))
        .returning({ misses: table.misses });
      if (row !== undefined && row.misses < MOST_MISSES) return true;
      await db.delete(table).where(named(cookie));
      return false;
    },
    end: async (cookie) => {
      await db.delete(table).where(named(cookie));
    },
  };
}
