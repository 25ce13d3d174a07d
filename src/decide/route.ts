import { coversCountry } from '../catalog/law/jurisdiction.ts';
import type { Channel } from '../catalog/schema/channel.ts';
import type { Recipient, Rung } from '../catalog/schema/recipient.ts';
import type { HandoverReason } from '../domain/delivery.ts';
import { noticeKey } from '../domain/ids.ts';
import type { Takedown } from '../domain/takedown.ts';
import type { Instant } from '../domain/time.ts';
import { sendsNow } from './history.ts';
import { deskOf, platformOf, type World } from './world.ts';

export interface Desk {
  readonly recipient: string;
  readonly channel: string;
  readonly rung: number;
  readonly noticeKey: string;
  /** Undefined: a machine may use it. Otherwise why a person must. */
  readonly byHand: HandoverReason | undefined;
  /** Until then its circuit is open: it keeps failing, and rests. */
  readonly restsUntil: Instant | undefined;
}

/** Copyright forwards the claimant's name to the uploader; the others are no substitute for a notice (data notes). */
const NEVER_ROUTED: ReadonlySet<Channel['purpose']> = new Set(['copyright', 'csam', 'appeal', 'support']);

export interface RungAt {
  readonly index: number;
  readonly rung: Rung;
  readonly recipient: Recipient;
}

/** The rungs that apply to a takedown, in order, each with its place in the file. */
export function rungsOf(takedown: Takedown, world: World): readonly RungAt[] {
  const platform = platformOf(takedown, world);
  if (platform === undefined) return [];
  return platform.ladder.flatMap((rung, index) => {
    if (rung.regimes !== undefined && !rung.regimes.some((id) => takedown.regimes.includes(id))) return [];
    const recipient = world.recipients.get(rung.to ?? platform.id);
    return recipient === undefined ? [] : [{ index, rung, recipient }];
  });
}

/**
 * The desks of a rung that are still to be tried, best first: channels in the file's order, those that rest or have
 * drifted last. A desk is tried once in a cycle: the same text never goes to the same desk twice.
 */
export function desksOf(takedown: Takedown, at: RungAt, world: World, now: Instant): readonly Desk[] {
  const tried = new Set(sendsNow(takedown).map((send) => deskOf(send.recipient, send.channel)));
  const desks = at.rung.channels.flatMap((id): Desk[] => {
    const channel = at.recipient.channels[id];
    if (channel === undefined || !mayUse(takedown, at.recipient, channel)) return [];
    if (tried.has(deskOf(at.recipient.id, id))) return [];
    const key = {
      takedownId: takedown.id,
      cycle: takedown.cycle,
      rung: at.index,
      recipient: at.recipient.id,
      channel: id,
    };
    return [
      {
        recipient: at.recipient.id,
        channel: id,
        rung: at.index,
        noticeKey: noticeKey(key),
        byHand: byHand(at.recipient, id, channel, world),
        restsUntil: restsUntil(world, at.recipient.id, id, now),
      },
    ];
  });
  return desks.toSorted((one, other) => rank(one) - rank(other));
}

/** Desks that work come first, then those whose circuit is open, then those whose form has drifted. */
function rank(desk: Desk): number {
  if (desk.byHand === 'drift') return 2;
  return desk.restsUntil === undefined ? 0 : 1;
}

/** The end of a desk's rest, if it rests now. */
export function restsUntil(
  world: World,
  recipient: string,
  channel: string,
  now: Instant,
): Instant | undefined {
  const until = world.resting.get(deskOf(recipient, channel));
  return until !== undefined && until > now ? until : undefined;
}

function mayUse(takedown: Takedown, recipient: Recipient, channel: Channel): boolean {
  if (NEVER_ROUTED.has(channel.purpose)) return false;
  if (
    channel.needsStatus !== undefined &&
    !takedown.statuses.includes(deskOf(recipient.id, channel.needsStatus))
  )
    return false;
  return coversCountry(channel.regions, takedown.countries);
}

/** Nothing is sent by a machine to a channel that no person has checked, nor to one that has drifted (DESIGN 3). */
function byHand(
  recipient: Recipient,
  id: string,
  channel: Channel,
  world: World,
): HandoverReason | undefined {
  if (channel.kind === 'assisted') return 'assisted';
  if (channel.kind === 'form' && channel.steps.length === 0) return 'assisted';
  const desk = deskOf(recipient.id, id);
  if (world.drifted.has(desk)) return 'drift';
  return world.verified.has(desk) ? undefined : 'unchecked';
}
