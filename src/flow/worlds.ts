import type { Catalog } from '../catalog/catalog.ts';
import { channelFingerprint } from '../catalog/fingerprint.ts';
import { deskOf, type World } from '../decide/world.ts';
import type { Millis } from '../domain/time.ts';
import type { Worlds } from './deps.ts';
import type { ChannelRecord, Ledger } from './ledger.ts';
import type { Clock } from './ports.ts';

/** How old a picture of the channels may be: another process's drift is seen within this time. */
const FRESH_FOR: Millis = 3_000;

/**
 * The catalogue together with the channel records of the ledger.
 *
 * @param trusted recipients whose channels need no person's check: the practice platforms in sandbox mode.
 */
export function createWorlds(
  ledger: Pick<Ledger, 'channelRecords'>,
  catalog: Catalog,
  mode: World['mode'],
  trusted: ReadonlySet<string>,
  clock: Clock,
): Worlds {
  let known: { readonly world: World; readonly at: number } | undefined;
  let coming: Promise<World> | undefined;
  const read = async (): Promise<World> => {
    const world = worldOf(catalog, mode, trusted, await ledger.channelRecords());
    known = { world, at: clock.now() };
    return world;
  };
  return {
    async current() {
      if (known !== undefined && Math.abs(clock.now() - known.at) < FRESH_FOR) return known.world;
      coming ??= read().finally(() => {
        coming = undefined;
      });
      return coming;
    },
    refresh() {
      known = undefined;
    },
  };
}

/** A record counts only for the channel as it was defined then: an edited channel must be checked anew. */
export function worldOf(
  catalog: Catalog,
  mode: World['mode'],
  trusted: ReadonlySet<string>,
  records: readonly ChannelRecord[],
): World {
  const latest = new Map<string, ChannelRecord>();
  for (const record of [...records].sort((a, b) => a.at - b.at)) {
    const channel = catalog.recipients.get(record.recipient)?.channels[record.channel];
    if (channel === undefined || channelFingerprint(channel) !== record.fingerprint) continue;
    latest.set(deskOf(record.recipient, record.channel), record);
  }
  const desks = (kind: ChannelRecord['kind']): string[] =>
    [...latest].filter(([, record]) => record.kind === kind).map(([desk]) => desk);
  const trustedDesks = [...trusted].flatMap((id) =>
    Object.keys(catalog.recipients.get(id)?.channels ?? {}).map((channel) => deskOf(id, channel)),
  );
  return {
    mode,
    recipients: catalog.recipients,
    regimes: catalog.regimes,
    // In the sandbox nothing but the practice platforms may be used by a machine, whatever a record says.
    verified: new Set(mode === 'sandbox' ? trustedDesks : [...desks('verified'), ...trustedDesks]),
    drifted: new Set(desks('drifted')),
  };
}
