import type { Recipient } from '../../../catalog/schema/recipient.ts';
import type { Figure, RecipientStatistics } from '../../../domain/statistics/figures.ts';
import { ranked } from '../../../domain/statistics/kind.ts';
import { stillThereAtLeast } from '../../../domain/statistics/recipient.ts';
import type { Instant } from '../../../domain/time.ts';
import type { Desk } from '../../../http/desk.ts';

/** How a channel does, in one word: the first that applies. */
export type Health = 'stopped' | 'drifted' | 'rests' | 'fails' | 'unchecked' | 'works';

export interface ChannelLine {
  readonly id: string;
  readonly title: string;
  readonly kind: 'email' | 'form' | 'api' | 'assisted';
  readonly health: Health;
  readonly restsUntil: Instant | null;
  readonly failures: number;
}

export interface PlatformLine {
  readonly id: string;
  readonly name: string;
  readonly rank: number | undefined;
  readonly statistics: RecipientStatistics;
  readonly health: readonly Health[];
}

export interface PlatformsModel {
  readonly lines: readonly PlatformLine[];
  /** The others of the catalogue, by name. */
  readonly others: readonly { readonly id: string; readonly name: string }[];
  readonly asOf: Instant | undefined;
}

type Asked = Pick<Desk, 'deps' | 'figures'>;

/** All recipients that a notice reached in a period, the worst first. */
export async function platformsOf(desk: Asked, period: string): Promise<PlatformsModel> {
  const [figures, healthOf] = await Promise.all([desk.figures.recipients(period), healths(desk)]);
  const { recipients } = desk.deps.catalog;
  const rankOf = ranked(figures, ({ data }) => stillThereAtLeast(data));
  const lines = figures
    .map((figure): PlatformLine => {
      const recipient = recipients.get(figure.data.recipient);
      const health = recipient === undefined ? [] : healthOf(recipient).map((one) => one.health);
      return {
        id: figure.data.recipient,
        name: recipient?.name ?? figure.data.recipient,
        rank: rankOf.get(figure),
        statistics: figure.data,
        health: [...new Set(health.filter((one) => one !== 'works' && one !== 'unchecked'))],
      };
    })
    .toSorted(
      (a, b) =>
        (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY) ||
        b.statistics.notices - a.statistics.notices ||
        0,
    );
  const shown = new Set(lines.map((line) => line.id));
  return {
    lines,
    others: [...recipients.values()]
      .filter(({ id }) => !shown.has(id))
      .map(({ id, name }) => ({ id, name }))
      .toSorted((a, b) => a.name.localeCompare(b.name)),
    asOf: oldest(figures),
  };
}

export interface PlatformModel {
  readonly recipient: Recipient;
  readonly laws: readonly string[];
  readonly channels: readonly ChannelLine[];
  readonly figure: Awaited<ReturnType<Desk['figures']['recipient']>>;
}

/** One recipient; undefined when no file has this id. */
export async function platformOf(
  desk: Asked,
  id: string,
  period: string,
): Promise<PlatformModel | undefined> {
  const { recipients, regimes } = desk.deps.catalog;
  const recipient = recipients.get(id);
  if (recipient === undefined) return undefined;
  const [figure, healthOf] = await Promise.all([desk.figures.recipient(id, period), healths(desk)]);
  return {
    recipient,
    laws: recipient.regimes.map((one) => regimes.get(one)?.name ?? one),
    channels: healthOf(recipient),
    figure,
  };
}

async function healths({ deps }: Asked): Promise<(recipient: Recipient) => readonly ChannelLine[]> {
  const [world, circuits, stops] = await Promise.all([
    deps.worlds.current(),
    deps.ledger.circuits(),
    deps.ledger.stops(),
  ]);
  const stopped = new Set(stops.map((one) => one.scope));
  const now = deps.clock.now();
  return (recipient) =>
    Object.entries(recipient.channels).map(([id, channel]): ChannelLine => {
      const desk = `${recipient.id}/${id}`;
      const circuit = circuits.find((one) => one.recipient === recipient.id && one.channel === id);
      const rests = circuit?.openUntil != null && circuit.openUntil > now;
      const health: Health =
        stopped.has('*') || stopped.has(recipient.id) || stopped.has(desk)
          ? 'stopped'
          : world.drifted.has(desk)
            ? 'drifted'
            : rests
              ? 'rests'
              : circuit !== undefined
                ? 'fails'
                : channel.kind === 'assisted' || world.verified.has(desk)
                  ? 'works'
                  : 'unchecked';
      return {
        id,
        title: channel.title,
        kind: channel.kind,
        health,
        restsUntil: circuit?.openUntil ?? null,
        failures: circuit?.failures ?? 0,
      };
    });
}

function oldest(figures: readonly Figure<unknown>[]): Instant | undefined {
  return figures.length === 0 ? undefined : Math.min(...figures.map((one) => one.asOf));
}
