import type { SQL } from 'drizzle-orm';
import { and, eq, isNull, lte, or, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { z } from 'zod';
import { RedressError } from '../../domain/errors.ts';
import type { CaseId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { takedowns, tasks } from '../schema/tables.ts';
import type { StoreContext } from '../store/context.ts';
import { type ListedTask, readTasks } from './tasks.ts';

export interface TaskPageFilter {
  readonly kind?: string | undefined;
  readonly caseId?: CaseId | undefined;
  /** Those that somebody has now, or that nobody has. */
  readonly claimed?: { readonly by: string } | 'none' | undefined;
  /** Those that were given to somebody. */
  readonly assignedTo?: string | undefined;
  readonly now: Instant;
  /** At most 500. */
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface TaskPage {
  /** Open tasks, the most urgent first: by due time, then by age. */
  readonly tasks: readonly ListedTask[];
  readonly next: string | null;
}

/** Throws RedressError `cursor_invalid`. */
export async function taskPage(
  context: StoreContext,
  db: NodePgDatabase,
  filter: TaskPageFilter,
): Promise<TaskPage> {
  const { kind, caseId, claimed, assignedTo, now, limit, cursor } = filter;
  const found = await readTasks(
    context,
    db,
    and(
      eq(tasks.status, 'open'),
      kind === undefined ? undefined : eq(tasks.kind, kind),
      caseId === undefined ? undefined : eq(takedowns.caseId, caseId),
      assignedTo === undefined ? undefined : eq(tasks.assignedTo, assignedTo),
      claimed === undefined ? undefined : claimedBy(claimed, now),
      cursor === undefined ? undefined : after(cursor),
    ),
    limit + 1,
  );
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return { tasks: page, next: found.length > limit && last !== undefined ? cursorOf(last) : null };
}

function claimedBy(claimed: { readonly by: string } | 'none', now: Instant): SQL | undefined {
  return claimed === 'none'
    ? or(isNull(tasks.claimedBy), lte(tasks.claimedUntil, now))
    : sql`${tasks.claimedBy} = ${claimed.by} AND ${tasks.claimedUntil} > ${now}`;
}

/** Where a page ends: due time (null stands last), age, id. */
const Place = z.tuple([z.int().nullable(), z.int(), z.string().regex(/^[a-z0-9_-]{1,60}$/)]);

function cursorOf({ dueAt, openedAt, id }: ListedTask): string {
  return Buffer.from(JSON.stringify([dueAt, openedAt, id])).toString('base64url');
}

const NEVER = Number.MAX_SAFE_INTEGER;

function after(cursor: string): SQL {
  const [dueAt, openedAt, id] = placeOf(cursor);
  return sql`(coalesce(${tasks.dueAt}, ${NEVER}), ${tasks.openedAt}, ${tasks.id})
    > (${dueAt ?? NEVER}, ${openedAt}, ${id})`;
}

function placeOf(cursor: string): z.infer<typeof Place> {
  try {
    return Place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new RedressError('cursor_invalid', 'This is not the cursor of a page.', {
      field: 'cursor',
      cure: 'Give `next` of the page before as it is, or leave it out.',
      cause,
    });
  }
}
