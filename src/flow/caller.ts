import type { HelplineId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';

/**
 * What a token of a helpline may do: a practitioner reports, reads states and does tasks; a lead may also reveal what
 * is red, share and erase cases.
 */
export const HELPLINE_ROLES = ['practitioner', 'lead'] as const;
export type HelplineRole = (typeof HELPLINE_ROLES)[number];

/** Who asks, as the token says. */
export type Caller =
  | {
      readonly kind: 'helpline';
      readonly helplineId: HelplineId;
      readonly role: HelplineRole;
      readonly tokenId: string;
    }
  /** Ops see states, platforms and queues, and no red data. */
  | { readonly kind: 'ops'; readonly tokenId: string };

/** Whose rows a connection sees; row-level security keeps it. */
export type Scope = { readonly kind: 'helpline'; readonly helplineId: HelplineId } | { readonly kind: 'ops' };

/** Somebody at a helpline: a token that is good now. */
export interface Person {
  /** The id of the token. */
  readonly id: string;
  /** What it was named when it was made. */
  readonly label: string;
  readonly role: HelplineRole;
}

/** Who there is. In the scope of a helpline: its own people alone. */
export interface People {
  of(helplineId: HelplineId, now: Instant): Promise<readonly Person[]>;
}
