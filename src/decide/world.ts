import type { Recipient } from '../catalog/schema/recipient.ts';
import type { Regime } from '../catalog/schema/regime.ts';
import type { Takedown } from '../domain/takedown.ts';
import type { Instant } from '../domain/time.ts';

/** What deciding may know besides the takedown: the catalogue and what people and effects found out about channels. */
export interface World {
  /** `sandbox` trusts the practice platforms and nobody else; `live` trusts what a person has checked. */
  readonly mode: 'sandbox' | 'live';
  readonly recipients: ReadonlyMap<string, Recipient>;
  readonly regimes: ReadonlyMap<string, Regime>;
  /** Channels that a person has checked in their present form, as `recipient/channel`. */
  readonly verified: ReadonlySet<string>;
  /** Channels whose form did not match its file, as `recipient/channel`. */
  readonly drifted: ReadonlySet<string>;
  /** Channels that rest since they keep failing, as `recipient/channel`, with the moment of their next trial. */
  readonly resting: ReadonlyMap<string, Instant>;
}

/** The recipient whose pages show the image; undefined where no file knows it. */
export function platformOf(takedown: Takedown, world: World): Recipient | undefined {
  return takedown.platform === null ? undefined : world.recipients.get(takedown.platform);
}

export const deskOf = (recipient: string, channel: string): string => `${recipient}/${channel}`;
