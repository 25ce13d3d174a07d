import type { Channel } from '../schema/channel.ts';
import type { Recipient } from '../schema/recipient.ts';

/** The channel of a recipient. A name that it does not have is a bug: ladders are checked when files are loaded. */
export function channelOf(recipient: Recipient, channelId: string): Channel {
  const channel = Object.hasOwn(recipient.channels, channelId) ? recipient.channels[channelId] : undefined;
  if (channel === undefined) throw new Error(`${recipient.id} has no channel ${channelId}`);
  return channel;
}
