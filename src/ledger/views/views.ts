import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { HelplineId, TakedownId, TaskId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Helpline } from '../../flow/ledger.ts';
import type { LedgerFigures } from '../../observe/figures.ts';
import type { StoreContext } from '../store/context.ts';
import { allHelplines } from '../store/helplines.ts';
import type { BacklogLine } from './backlog.ts';
import { backlog } from './backlog.ts';
import type { Counts } from './counts.ts';
import { counts } from './counts.ts';
import { gauges } from './gauges.ts';
import type { ListFilter, Page } from './list.ts';
import { list } from './list.ts';
import type { Shown } from './show.ts';
import { show } from './show.ts';
import type { ListedTask, TaskFilter } from './tasks.ts';
import { openTasks, task } from './tasks.ts';

/** What people read. Nothing here writes. */
export interface Views {
  list(filter?: ListFilter): Promise<Page>;
  counts(now: Instant, helplineId?: HelplineId): Promise<Counts>;
  /** The whole timeline, decrypted. */
  show(id: TakedownId): Promise<Shown | undefined>;
  openTasks(filter?: TaskFilter): Promise<readonly ListedTask[]>;
  task(id: TaskId): Promise<ListedTask | undefined>;
  backlog(now: Instant): Promise<readonly BacklogLine[]>;
  /** For ops: counts and times, cheap whatever the ledger holds. */
  gauges(now: Instant): Promise<LedgerFigures>;
  helplines(): Promise<readonly Helpline[]>;
}

export function makeViews(context: StoreContext, db: NodePgDatabase): Views {
  return {
    list: (filter) => list(context, db, filter),
    counts: (now, helplineId) => counts(db, now, helplineId),
    show: (id) => show(context, db, id),
    openTasks: (filter) => openTasks(context, db, filter),
    task: (id) => task(context, db, id),
    backlog: (now) => backlog(context, now),
    gauges: (now) => gauges(context, now),
    helplines: () => allHelplines(db),
  };
}
