import type { Catalog } from '../catalog/catalog.ts';
import { channelFingerprint } from '../catalog/fingerprint.ts';
import { deskOf, type World } from '../decide/world.ts';
import type { Millis } from '../domain/time.ts';
import type { Worlds } from './deps.ts';
import type { ChannelRecord, Circuit, Ledger } from './ledger.ts';
import type { Clock } from './ports.ts';

/** How old a picture of the channels may be: another process's drift is seen within this time. */
const FRESH_FOR: Millis = 3_000;

/**
 * The catalogue together with what the ledger knows of its channels.
 *
 * @param trusted recipients whose channels need no person's check: the practice platforms in sandbox mode.
 */
export function createWorlds(
  ledger: Pick<Ledger, 'channelRecords' | 'circuits' | 'stops'>,
  catalog: Catalog,
  mode: World['mode'],
  trusted: ReadonlySet<string>,
  clock: Clock,
): Worlds {
  const picture = remembered(FRESH_FOR, clock, async (): Promise<Picture> => {
    const [records, circuits] = await Promise.all([ledger.channelRecords(), ledger.circuits()]);
    return { world: worldOf(catalog, mode, trusted, records, circuits), circuits };
  });
  const stops = remembered(STOPS_FRESH_FOR, clock, () => ledger.stops());
  return {
    current: async () => (await picture.get()).world,
    circuits: async () => (await picture.get()).circuits,
    stops: () => stops.get(),
    refresh: () => picture.forget(),
  };
}

/** The stop switch is looked at anew for nearly every effect; the point of no return asks the ledger itself. */
const STOPS_FRESH_FOR: Millis = 200;

interface Picture {
  readonly world: World;
  readonly circuits: readonly Circuit[];
}

/** Reads a value and keeps it for a while; readers at the same time share one read. */
function remembered<T>(freshFor: Millis, clock: Clock, read: () => Promise<T>) {
  let known: { readonly value: T; readonly at: number } | undefined;
  let coming: Promise<T> | undefined;
  let generation = 0;
  return {
    async get(): Promise<T> {
      if (known !== undefined && Math.abs(clock.now() - known.at) < freshFor) return known.value;
      const mine = generation;
      coming ??= read().finally(() => {
        coming = undefined;
      });
      const value = await coming;
      // A read that began before `forget` is not kept: it may have missed what was written meanwhile.
      if (mine === generation) known = { value, at: clock.now() };
      return value;
    },
    forget(): void {
      known = undefined;
      coming = undefined;
      generation += 1;
    },
  };
}

/** A record counts only for the channel as it was defined then: an edited channel must be checked anew. */
export function worldOf(
  catalog: Catalog,
  mode: World['mode'],
  trusted: ReadonlySet<string>,
  records: readonly ChannelRecord[],
  circuits: readonly Circuit[],
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
    resting: new Map(
      circuits.flatMap((one) =>
        one.openUntil === null ? [] : [[deskOf(one.recipient, one.channel), one.openUntil]],
      ),
    ),
  };
}
