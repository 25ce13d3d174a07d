import { eq } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { HelplineId } from '../../domain/ids.ts';
import type { Helpline } from '../../flow/ledger.ts';
import { helplines } from '../schema/registers.ts';

export async function saveHelpline(db: NodePgDatabase, helpline: Helpline): Promise<void> {
  const values = {
    ...helpline,
    phone: helpline.phone ?? null,
    postalAddress: helpline.postalAddress ?? null,
    statuses: [...helpline.statuses],
  };
  await db.insert(helplines).values(values).onConflictDoUpdate({ target: helplines.id, set: values });
}

function toHelpline(row: typeof helplines.$inferSelect): Helpline {
  return { ...row, phone: row.phone ?? undefined, postalAddress: row.postalAddress ?? undefined };
}

export async function helpline(db: NodePgDatabase, id: HelplineId): Promise<Helpline | undefined> {
  const [row] = await db.select().from(helplines).where(eq(helplines.id, id));
  return row === undefined ? undefined : toHelpline(row);
}

export async function allHelplines(db: NodePgDatabase): Promise<readonly Helpline[]> {
  return (await db.select().from(helplines).orderBy(helplines.name)).map(toHelpline);
}
