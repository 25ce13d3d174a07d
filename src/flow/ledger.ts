import type { CaseId, HelplineId, TakedownId, TaskId } from '../domain/ids.ts';
import type { Instant, Millis } from '../domain/time.ts';
import type { CaseLedger } from './case-data.ts';
import type { ChannelRecord, Circuit, CircuitPolicy, Stop, SwitchAct } from './channel-state.ts';
import type { EffectJob, EffectKind } from './ports.ts';
import type { Begun, Change, Facts, Helpline, NewTakedown, Sight, Stored } from './record.ts';

export type { CaseAct, CaseLedger, CaseRemains, CaseStanding } from './case-data.ts';
export {
  type ChannelRecord,
  type Circuit,
  type CircuitPolicy,
  EVERYTHING,
  type Stop,
  type SwitchAct,
} from './channel-state.ts';
export {
  type Begun,
  type Change,
  type Facts,
  type Helpline,
  type Lease,
  type NewTakedown,
  type NewTask,
  type NoticeReference,
  type Plan,
  type RecordedEvent,
  type Sight,
  STATUSES,
  type Status,
  type Stored,
  type TakedownRed,
  VersionConflict,
} from './record.ts';
export { type DataClass, FIXED_PERIODS, type Retention, type RowClass } from './retention.ts';

export interface Pace {
  readonly perMinute: number;
  readonly concurrency: number;
}

export interface ClaimOptions {
  readonly now: Instant;
  readonly limit: number;
  readonly worker: string;
  /** The kinds that are claimed, and how many of each the queue has room for. */
  readonly room: ReadonlyMap<EffectKind, number>;
  /** What each recipient stands; kept for all processes together, per recipient and effect kind. */
  readonly pace: (recipient: string) => Pace;
}

/** What the flow needs of the ledger. Every write is one transaction. */
export interface Ledger extends CaseLedger {
  saveHelpline(helpline: Helpline): Promise<void>;
  helpline(id: HelplineId): Promise<Helpline | undefined>;
  /** The cases with these references of this helpline; those that are not there are made, each with a key of its own. */
  ensureCases(helplineId: HelplineId, references: readonly string[]): Promise<ReadonlyMap<string, CaseId>>;
  /** Adds many; a URL that the same helpline has open already is answered with the id of that takedown. */
  add(
    takedowns: readonly NewTakedown[],
  ): Promise<readonly ({ readonly id: TakedownId } | { readonly duplicateOf: TakedownId })[]>;
  load(id: TakedownId): Promise<Stored | undefined>;
  /** The same with its notice, opened. */
  sight(id: TakedownId): Promise<Sight | undefined>;
  /** The same with everything about it, opened. */
  facts(id: TakedownId): Promise<Facts | undefined>;
  save(change: Change): Promise<void>;
  /** Forgets the sealed notice and the URL's hash of one takedown: a minor may be shown (DESIGN 6: no URL kept). */
  forget(id: TakedownId): Promise<void>;
  /**
   * Takes due takedowns in one transaction: `step` decides each again and answers with the change (with its lease)
   * and the job to queue, or a change alone. Skips rows that others hold. Answers the jobs after the commit.
   */
  claim(
    options: ClaimOptions,
    step: (stored: Stored) => { readonly change: Change; readonly job?: EffectJob | undefined } | undefined,
  ): Promise<{ readonly jobs: readonly EffectJob[]; readonly taken: number }>;
  /**
   * What this very ledger's `claim` has read for a job, as the claim left it: for a short while, once, not for each job,
   * and not when it has written to the takedown since. `facts` and `sight` say the same of a takedown as it is now.
   */
  claimedSight(job: EffectJob, now: Instant): Sight | undefined;
  /**
   * The same with all that a notice is made of. A run that goes by it has not begun in the ledger: `commit` does it, when
   * it is told the end of the claim's lease.
   */
  claimedFacts(job: EffectJob, now: Instant): Begun | undefined;
  /**
   * Gives an intended attempt to `worker`, and with it the takedown, at most until `leaseUntil`. Undefined when it is
   * not open any more, another works on it, or its takedown was stopped.
   */
  begin(key: string, worker: string, now: Instant, leaseUntil: Instant): Promise<Begun | undefined>;
  /**
   * `intended` -> `committed`; false if the attempt is not this worker's, or its takedown was stopped or
   * paused, or its desk stopped, meanwhile.
   *
   * @param claimedUntil for a run by `claimedFacts`, its `leaseUntil`: the attempt is begun and committed, unless it was
   *   begun already, or the takedown was given back or claimed again since. A refusal says nothing about the attempt
   *   then, and `begin` may be asked.
   */
  commit(key: string, worker: string, now: Instant, claimedUntil?: Instant): Promise<boolean>;
  /**
   * Counts a leased takedown's effect anew for the pace of its recipient: it was given out `late` ms ago and acts now.
   */
  countLate(id: TakedownId, pace: (recipient: string) => Pace, now: Instant, late: Millis): Promise<void>;
  /**
   * Gives an open task to a person, unless somebody else has it now. Answers who has it then; undefined when there is no
   * such open task.
   */
  claimTask(
    id: TaskId,
    claim: { readonly by: string; readonly until: Instant },
    now: Instant,
  ): Promise<{ readonly by: string; readonly until: Instant } | undefined>;
  /** Takes a task back from whoever has it, if that is `by`. Undefined when there is no such open task. */
  releaseTask(id: TaskId, by: string, now: Instant): Promise<'free' | 'held' | undefined>;
  /** When the next takedown is due, for the claim loop's pause; null when nothing is. */
  nextDueAt(kinds: readonly EffectKind[]): Promise<Instant | null>;
  channelRecords(): Promise<readonly ChannelRecord[]>;
  recordChannel(record: ChannelRecord): Promise<void>;
  circuits(): Promise<readonly Circuit[]>;
  /** One more failed delivery; opens the circuit when there were enough in a row. Safe from many processes at once. */
  countFailure(recipient: string, channel: string, policy: CircuitPolicy, now: Instant): Promise<void>;
  /** The channel works (or a person says so): forget its failures. */
  closeCircuit(recipient: string, channel: string): Promise<void>;
  stops(): Promise<readonly Stop[]>;
  stop(stop: Stop): Promise<void>;
  /** False when that was not stopped. */
  resume(scope: string): Promise<boolean>;
  /** Puts on record what somebody did with the switch or a circuit. */
  recordSwitch(act: SwitchAct): Promise<void>;
  close(): Promise<void>;
}

/** How long an effect of each kind may hold a takedown before others may take it over. */
export const LEASES: Readonly<Record<EffectKind, Millis>> = {
  email: 120_000,
  form: 300_000,
  api: 120_000,
  check: 120_000,
};
