import type { Intent } from '../domain/decision.ts';
import type { TakedownEvent } from '../domain/event.ts';
import type { CaseId, HelplineId, TakedownId, TaskId } from '../domain/ids.ts';
import type { Notice } from '../domain/notice.ts';
import type { Takedown } from '../domain/takedown.ts';
import type { Instant } from '../domain/time.ts';
import type { EffectKind } from './ports.ts';

/** Where a takedown stands, in one word for lists: what is stored on its row. */
export const STATUSES = ['queued', 'running', 'waiting', 'person', 'paused', 'ended'] as const;
export type Status = (typeof STATUSES)[number];

/**
 * The stored answer of `decide`: what is due, when, and at whose desk. `effect` is null when nothing is to be
 * claimed (a person's turn, or the end).
 */
export interface Plan {
  readonly status: Status;
  readonly dueAt: Instant | null;
  readonly effect: EffectKind | null;
  readonly recipient: string | null;
  readonly channel: string | null;
  readonly deadlineAt: Instant | null;
  /** For people: what comes next, in a few plain words without red data. */
  readonly next: string;
}

/** What a takedown must keep secret; sealed with its case's key. */
export interface TakedownRed {
  readonly notice: Notice;
  /** Named groups of the content rule that fitted the URL (an account's name, a post's id). */
  readonly content: Readonly<Record<string, string>>;
}

export interface NewTakedown {
  readonly id: TakedownId;
  readonly caseId: CaseId;
  readonly helplineId: HelplineId;
  /** Null for `minor_route`: no URL and no notice are kept. */
  readonly red: TakedownRed | null;
  /** The normalised URL. Only its keyed hash is stored. Null for `minor_route`. */
  readonly normalisedUrl: string | null;
  readonly events: readonly RecordedEvent[];
  readonly state: Takedown;
  readonly plan: Plan;
  readonly openedTasks?: readonly NewTask[] | undefined;
  readonly opens?: readonly Intent[] | undefined;
}

/** An event and what is red about it (a reference, an answer's words), which is sealed beside it. */
export interface RecordedEvent {
  readonly event: TakedownEvent;
  readonly red?: Readonly<Record<string, unknown>> | undefined;
}

/** Work for a person. Its text is made from the notice when it is looked at, so nothing red is kept with it. */
export interface NewTask {
  readonly id: TaskId;
  readonly kind: string;
  readonly reason: string;
  readonly recipient: string | null;
  readonly channel: string | null;
  readonly openedAt: Instant;
  /** By when it should be done: the takedown's deadline, if one runs. */
  readonly dueAt: Instant | null;
}

export interface Stored {
  readonly takedown: Takedown;
  readonly caseId: CaseId;
  readonly helplineId: HelplineId;
  readonly caseReference: string;
  readonly plan: Plan;
  /** The attempt or check that is under way, if any. */
  readonly open?: { readonly key: string; readonly state: 'intended' | 'committed' } | undefined;
  /** Whose it is now; it may be over. */
  readonly lease?: Lease | undefined;
}

/** What a notice got as its reference. Red. */
export interface NoticeReference {
  readonly noticeKey: string;
  readonly reference: string;
}

export interface Helpline {
  readonly id: HelplineId;
  readonly name: string;
  readonly organisation: string;
  readonly signer: string;
  readonly email: string;
  readonly phone?: string | undefined;
  readonly postalAddress?: string | undefined;
  readonly country: string;
  /** `trusted_flagger` or `partner_account`, each as `<recipient>/<status>`. */
  readonly statuses: readonly string[];
}

/** A takedown with all that a notice is made of. */
/** What is needed to look at the locations of a takedown. */
export interface Sight {
  readonly stored: Stored;
  /** Undefined once it was forgotten, or its case erased. */
  readonly red: TakedownRed | undefined;
}

export interface Facts extends Sight {
  readonly helpline: Helpline;
  /** Of earlier notices (from attempts, and from `red.reference` of events), oldest first: later rungs quote them. */
  readonly references: readonly NoticeReference[];
}

/** An attempt that is this worker's until `leaseUntil`. */
export interface Begun extends Facts {
  readonly leaseUntil: Instant;
  /** The end of the lease that stood when it was begun: the claim's, unless another has worked on it since. */
  readonly claimedUntil: Instant | undefined;
}

/** One takedown's step forward: written whole, in one transaction, or not at all. */
export interface Change {
  readonly id: TakedownId;
  readonly expectedVersion: number;
  readonly events: readonly RecordedEvent[];
  /** The fold after the events; its version is `expectedVersion + events.length`. */
  readonly state: Takedown;
  readonly plan: Plan;
  readonly openedTasks?: readonly NewTask[] | undefined;
  readonly endedTasks?:
    | readonly { readonly id: TaskId; readonly result: string; readonly by: string; readonly at: Instant }[]
    | undefined;
  /**
   * The attempts that this step opens. Those that are handed over to a person at once are settled by the same
   * step's events: their rows are written as settled with the result `handover`.
   */
  readonly opens?: readonly Intent[] | undefined;
  /** The attempt that this step settles; `text` is the notice as it was sent, for the timeline. */
  readonly settles?:
    | {
        readonly key: string;
        readonly result: string;
        readonly code: string;
        readonly red?:
          | {
              readonly reference?: string | undefined;
              readonly text?: string | undefined;
              readonly evidence?: string | undefined;
            }
          | undefined;
      }
    | undefined;
  readonly checks?:
    | readonly {
        readonly location: number;
        readonly purpose: string;
        readonly by: string;
        readonly verdict: string;
        readonly signal: string;
        readonly status: number | null;
        readonly at: Instant;
      }[]
    | undefined;
  /**
   * Until when the takedown belongs to the effect that runs now; null gives it back; `keep` leaves it as it is (a
   * person writes while an effect runs).
   */
  readonly lease: Lease | null | 'keep';
  /**
   * The run that writes, when it has not passed its point of no return: what it found counts only while the
   * takedown is its own. Otherwise another has taken it over, and `save` throws VersionConflict.
   */
  readonly holder?: Lease | undefined;
}

/** To whom a takedown belongs, and until when. Worker and moment together name one run of one effect. */
export interface Lease {
  readonly until: Instant;
  readonly worker: string;
}

/** Thrown by `save` when somebody else wrote first: reload and decide again. */
export class VersionConflict extends Error {
  override readonly name = 'VersionConflict';
}
