import type { Notice } from '../domain/notice.ts';

/**
 * Everything that a template may name. Strict variables: naming anything else fails the lint. All of it is red
 * except `recipient`, `takedown`, `helpline.name` and `helpline.organisation`.
 */
export interface NoticeView {
  readonly notice: Notice;
  /** URLs of all locations, in the order of the notice. */
  readonly urls: readonly string[];
  /** Named groups of the content rule that fitted the first location: `content.id`, `content.user` ... */
  readonly content: Readonly<Record<string, string>>;
  /** Host of the first location; for software that runs anywhere (Mastodon), the instance. */
  readonly host: string;
  readonly takedown: { readonly id: string; readonly caseReference: string };
  readonly helpline: {
    readonly name: string;
    readonly organisation: string;
    readonly signer: string;
    readonly email: string;
    readonly phone: string;
    readonly postalAddress: string;
    readonly country: string;
  };
  readonly recipient: { readonly id: string; readonly name: string; readonly kind: string };
  /** The platform that shows the image: another than `recipient` on rungs to a host, search engine or regulator. */
  readonly platform: { readonly id: string; readonly name: string };
  /** The regimes that apply to the takedown. `deadlineHours` is null where the law gives no figure. */
  readonly regimes: readonly {
    readonly id: string;
    readonly name: string;
    readonly citation: string;
    readonly deadlineHours: number | null;
  }[];
  /** The recipient's own policies. */
  readonly policies: readonly {
    readonly title: string;
    readonly clause: string;
    readonly url: string;
    readonly readOn: string;
  }[];
  /** Earlier notices of this takedown, oldest first: to whom, when (ISO date and time, UTC), under which reference. */
  readonly previous: readonly {
    readonly recipient: string;
    readonly sentOn: string;
    readonly reference: string;
  }[];
  /** How often the image came back after a removal. */
  readonly cycle: number;
  /** ISO date and time (UTC) of this notice. */
  readonly now: string;
  /** ISO date and time (UTC) of the strictest deadline that runs; empty when none does. */
  readonly deadline: string;
  /** Reply address with the signed correlation tag, and the tag alone. */
  readonly replyTo: string;
  readonly tag: string;
}
