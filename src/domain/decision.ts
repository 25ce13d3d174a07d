import type { HandoverReason } from './delivery.ts';
import type { CheckPurpose, SendReason, TaskKind } from './event.ts';
import type { Outcome } from './outcome.ts';
import type { Instant } from './time.ts';

/** Why nothing is done now. Every wait has a name and, but for `person`, `paused` and `ended`, an end. */
export type WaitReason = 'person' | 'answer' | 'transport' | 'receipt' | 'paused' | 'ended';

/** One try at one notice to one desk. */
export interface Intent {
  readonly recipient: string;
  readonly channel: string;
  readonly rung: number;
  readonly noticeKey: string;
  readonly try: number;
  readonly key: string;
  readonly why: SendReason;
}

/** What `next` answers: the one thing to do with a takedown, and when. */
export type Decision =
  | ({ readonly do: 'send'; readonly at: Instant } & Intent)
  /** The channel cannot or may not be used by a machine: recorded as an attempt handed over, then asked of a person. */
  | ({ readonly do: 'hand_over'; readonly reason: HandoverReason } & Intent)
  | { readonly do: 'check'; readonly at: Instant; readonly purpose: CheckPurpose }
  | {
      readonly do: 'poll';
      readonly at: Instant;
      readonly recipient: string;
      readonly channel: string;
      readonly noticeKey: string;
    }
  | { readonly do: 'wait'; readonly until: Instant | null; readonly why: WaitReason }
  | {
      readonly do: 'ask';
      readonly task: {
        readonly kind: TaskKind;
        readonly reason: string;
        readonly noticeKey?: string | undefined;
      };
    }
  | { readonly do: 'close'; readonly outcome: Outcome }
  | { readonly do: 'reopen'; readonly why: 'came_back' };
