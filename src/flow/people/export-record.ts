import type { TakedownEvent } from '../../domain/event.ts';
import type { Instant } from '../../domain/time.ts';
import type { Stored, TakedownRed } from '../ledger.ts';

/** All that the ledger holds about one takedown, opened. `views.show` answers it. */
export interface TakedownRecord {
  readonly stored: Stored;
  readonly red: TakedownRed | undefined;
  readonly events: readonly {
    readonly event: TakedownEvent;
    readonly red?: Readonly<Record<string, unknown>> | undefined;
  }[];
  readonly attempts: readonly {
    readonly key: string;
    readonly recipient: string;
    readonly channel: string;
    readonly intendedAt: Instant;
    readonly settledAt: Instant | null;
    readonly result: string | null;
    readonly code: string | null;
    readonly reference: string | undefined;
    readonly text: string | undefined;
    readonly evidence: string | undefined;
  }[];
  readonly checks: readonly {
    readonly location: number;
    readonly purpose: string;
    readonly by: string;
    readonly verdict: string;
    readonly signal: string;
    readonly status: number | null;
    readonly at: Instant;
  }[];
  readonly tasks: readonly {
    readonly id: string;
    readonly kind: string;
    readonly reason: string;
    readonly status: string;
    readonly openedAt: Instant;
    readonly endedAt: Instant | null;
    readonly endedBy: string | null;
  }[];
}
