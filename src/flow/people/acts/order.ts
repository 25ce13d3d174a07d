import type { Act } from '../../../domain/act.ts';
import type { ActReason } from '../../../domain/event.ts';
import type { TakedownId } from '../../../domain/ids.ts';
import type { Status } from '../../ledger.ts';

/** What a person wants done, and why. Nothing red can stand in it. */
export type ActOrder =
  | { readonly act: Exclude<Act, 'assign'>; readonly why: ActReason }
  /** `to`: the id of a token of the helpline; null takes the task from whoever has it. */
  | { readonly act: 'assign'; readonly why: ActReason; readonly to: string | null };

/** What became of it for one takedown; a refusal says what to do instead. */
export type ActAnswer =
  | { readonly id: TakedownId; readonly done: true; readonly status: Status; readonly next: string }
  | {
      readonly id: TakedownId;
      readonly done: false;
      readonly code: string;
      readonly message: string;
      readonly cure: string | undefined;
    };
