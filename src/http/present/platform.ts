import type { z } from 'zod';
import type { Catalog } from '../../catalog/catalog.ts';
import type { Channel } from '../../catalog/schema/channel.ts';
import type { Recipient } from '../../catalog/schema/recipient.ts';
import { HOUR } from '../../domain/time.ts';
import type { Worlds } from '../../flow/deps.ts';
import type { Platform, PlatformChannel, PlatformLine } from '../../wire/platform.ts';

type World = Awaited<ReturnType<Worlds['current']>>;

export function wireLine(one: Recipient): z.infer<typeof PlatformLine> {
  return {
    id: one.id,
    name: one.name,
    kind: one.kind,
    category: one.category,
    hosts: one.hosts.map((host) => host.domain),
    regimes: [...one.regimes],
    channels: Object.entries(one.channels).map(([id, { kind, purpose }]) => ({ id, kind, purpose })),
  };
}

export function wirePlatform(one: Recipient, catalog: Catalog, world: World): z.infer<typeof Platform> {
  return {
    id: one.id,
    name: one.name,
    kind: one.kind,
    category: one.category,
    aliases: [...one.aliases],
    hosts: one.hosts.map((host) => `${host.domain}${host.path ?? ''}`),
    languages: [...one.languages],
    regimes: one.regimes.flatMap((id) => {
      const regime = catalog.regimes.get(id);
      return regime === undefined ? [] : [{ id, name: regime.name, deadlineHours: hours(regime.deadline) }];
    }),
    channels: Object.entries(one.channels).map(([id, channel]) => wireChannel(one, id, channel, world)),
    ladder: one.ladder.map((rung) => ({
      to: rung.to ?? one.id,
      channels: [...rung.channels],
      waitHours: rung.wait === 'deadline' ? null : hours(rung.wait),
    })),
    note: one.note ?? null,
    sources: [...one.sources],
  };
}

export function wireChannel(
  recipient: Recipient,
  id: string,
  channel: Channel,
  world: World,
): z.infer<typeof PlatformChannel> {
  return {
    id,
    kind: channel.kind,
    purpose: channel.purpose,
    title: channel.title,
    requires: channel.requires.map((one) => one.field),
    needsStatus: channel.needsStatus ?? null,
    source: channel.source,
    checkedOn: channel.checkedOn ?? null,
    state: stateOf(`${recipient.id}/${id}`, channel, world),
  };
}

function stateOf(desk: string, channel: Channel, world: World): z.infer<typeof PlatformChannel>['state'] {
  if (world.drifted.has(desk)) return 'drifted';
  if (world.resting.has(desk)) return 'resting';
  return channel.kind !== 'assisted' && world.verified.has(desk) ? 'usable' : 'unchecked';
}

export function hours(length: number | null | undefined): number | null {
  return length === null || length === undefined ? null : length / HOUR;
}
