import { and, eq, inArray } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { HelplineId, TakedownId } from '../../domain/ids.ts';
import { takedowns } from '../schema/tables.ts';
import type { StoreContext } from '../store/context.ts';

/** Which of these normalised URLs a helpline has open already, by URL. Found by their keyed hash, along its index. */
export async function openUrls(
  { vault }: StoreContext,
  db: NodePgDatabase,
  helplineId: HelplineId,
  urls: readonly string[],
): Promise<ReadonlyMap<string, TakedownId>> {
  if (urls.length === 0) return new Map();
  const byHash = new Map(urls.map((url) => [vault.urlHash(helplineId, url).toString('hex'), url]));
  const rows = await db
    .select({ id: takedowns.id, hash: takedowns.openUrl })
    .from(takedowns)
    .where(
      and(
        eq(takedowns.helplineId, helplineId),
        inArray(
          takedowns.openUrl,
          [...byHash.keys()].map((hash) => Buffer.from(hash, 'hex')),
        ),
      ),
    );
  return new Map(
    rows.flatMap(({ id, hash }) => {
      const url = hash === null ? undefined : byHash.get(hash.toString('hex'));
      return url === undefined ? [] : [[url, id]];
    }),
  );
}
