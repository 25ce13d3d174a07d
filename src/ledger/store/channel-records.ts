import { desc } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { ChannelRecord } from '../../flow/ledger.ts';
import { channelRecords as table } from '../schema/registers.ts';

/** Who checked or found drifted what is kept for ever; nothing is overwritten. */
export async function recordChannel(db: NodePgDatabase, record: ChannelRecord): Promise<void> {
  await db.insert(table).values({ ...record });
}

/** The newest record of each channel and kind. */
export async function channelRecords(db: NodePgDatabase): Promise<readonly ChannelRecord[]> {
  return db
    .selectDistinctOn([table.recipient, table.channel, table.kind], {
      recipient: table.recipient,
      channel: table.channel,
      kind: table.kind,
      at: table.at,
      by: table.by,
      fingerprint: table.fingerprint,
    })
    .from(table)
    .orderBy(table.recipient, table.channel, table.kind, desc(table.at), desc(table.id));
}
