import type { Instant } from '../../../domain/time.ts';

/** Something that somebody did. Nothing red. */
export interface ActLine {
  readonly at: Instant;
  /** What their token was named. */
  readonly by: string;
  readonly text: string;
  readonly takedown: { readonly id: string; readonly host: string } | undefined;
}

/** What came of verifying the chain of one takedown: none was found if there are no entries. */
export interface Verified {
  readonly events: number;
  readonly breaks: readonly {
    readonly seq: number | null;
    readonly kind: 'altered' | 'missing' | 'reordered' | 'state_differs';
  }[];
}
