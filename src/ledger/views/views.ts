import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { CaseId, HelplineId, TakedownId, TaskId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Position } from '../../flow/feed.ts';
import type { Helpline } from '../../flow/ledger.ts';
import type { LedgerFigures } from '../../observe/figures.ts';
import type { StoreContext } from '../store/context.ts';
import { allHelplines } from '../store/helplines.ts';
import { type ListedAct, type ListedSwitchAct, listActs, listSwitchActs, tokenLabels } from './acts.ts';
import { type AuditRun, auditRuns } from './audit-runs.ts';
import type { BacklogLine } from './backlog.ts';
import { backlog } from './backlog.ts';
import type { CaseFilter, CasePage, ListedCase } from './cases.ts';
import { listCases, oneCase } from './cases.ts';
import type { Counts } from './counts.ts';
import { counts } from './counts.ts';
import { gauges } from './gauges.ts';
import type { ListFilter, Page } from './list.ts';
import { list } from './list.ts';
import type { TakedownView } from './one.ts';
import { takedown } from './one.ts';
import { openUrls } from './open-urls.ts';
import type { Redacted } from './redacted.ts';
import { redacted } from './redacted.ts';
import type { Shown } from './show.ts';
import { show } from './show.ts';
import type { TaskPage, TaskPageFilter } from './task-page.ts';
import { taskPage } from './task-page.ts';
import type { ListedTask, TaskFilter } from './tasks.ts';
import { openTasks, task } from './tasks.ts';
import type { TimelineEvent } from './timeline.ts';
import { timeline } from './timeline.ts';
import { type Trouble, trouble } from './trouble.ts';

/** What people read. Nothing here writes. */
export interface Views {
  list(filter?: ListFilter): Promise<Page>;
  /** One takedown without what is sealed. */
  takedown(id: TakedownId): Promise<TakedownView | undefined>;
  /** Its events after `after`, without what is sealed; undefined when there is no such takedown. */
  timeline(id: TakedownId, after: number, limit: number): Promise<readonly TimelineEvent[] | undefined>;
  /** Which of these normalised URLs a helpline has open already, by URL. */
  openUrls(helplineId: HelplineId, urls: readonly string[]): Promise<ReadonlyMap<string, TakedownId>>;
  cases(filter?: CaseFilter): Promise<CasePage>;
  case(id: CaseId): Promise<ListedCase | undefined>;
  taskPage(filter: TaskPageFilter): Promise<TaskPage>;
  counts(now: Instant, helplineId?: HelplineId): Promise<Counts>;
  /** The whole timeline, decrypted. */
  show(id: TakedownId): Promise<Shown | undefined>;
  /** The timeline without what is red: for who has not revealed it. */
  redacted(id: TakedownId): Promise<Redacted | undefined>;
  openTasks(filter?: TaskFilter): Promise<readonly ListedTask[]>;
  task(id: TaskId): Promise<ListedTask | undefined>;
  backlog(now: Instant): Promise<readonly BacklogLine[]>;
  /** For ops: counts and times, cheap whatever the ledger holds. */
  gauges(now: Instant): Promise<LedgerFigures>;
  helplines(): Promise<readonly Helpline[]>;
  /** What people did to takedowns, newest first. */
  acts(before: Position | undefined, limit: number): Promise<readonly ListedAct[]>;
  /** For ops: what people did with the switch and circuits, newest first. */
  switchActs(before: number | undefined, limit: number): Promise<readonly ListedSwitchAct[]>;
  /** What tokens were named when they were made, of those that this scope may see. */
  tokenLabels(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** What did not work lately. */
  trouble(limit: number): Promise<readonly Trouble[]>;
  /** For ops: when the hash chains were verified, newest first. */
  auditRuns(limit: number): Promise<readonly AuditRun[]>;
}

export function makeViews(context: StoreContext, db: NodePgDatabase): Views {
  return {
    list: (filter) => list(context, db, filter),
    takedown: (id) => takedown(context, db, id),
    timeline: (id, after, limit) => timeline(db, id, after, limit),
    openUrls: (helplineId, urls) => openUrls(context, db, helplineId, urls),
    cases: (filter) => listCases(context, db, filter),
    case: (id) => oneCase(context, db, id),
    taskPage: (filter) => taskPage(context, db, filter),
    counts: (now, helplineId) => counts(db, now, helplineId),
    show: (id) => show(context, db, id),
    redacted: (id) => redacted(context, db, id),
    openTasks: (filter) => openTasks(context, db, filter),
    task: (id) => task(context, db, id),
    backlog: (now) => backlog(context, now),
    gauges: (now) => gauges(context, now),
    helplines: () => allHelplines(db),
    acts: (before, limit) => listActs(context.pool, before, limit),
    switchActs: (before, limit) => listSwitchActs(context.pool, before, limit),
    tokenLabels: (ids) => tokenLabels(context.pool, ids),
    trouble: (limit) => trouble(context.pool, limit),
    auditRuns: (limit) => auditRuns(context.pool, limit),
  };
}
