import type { Activity, Figure, Totals } from '../../../domain/statistics/figures.ts';
import type { Instant } from '../../../domain/time.ts';
import type { Circuit } from '../../../flow/ledger.ts';
import type { Trouble } from '../../../ledger/views/trouble.ts';

/** A channel that does not work as it should. */
export interface BadChannel {
  readonly channel: string;
  readonly recipient: string;
  readonly failures: number | null;
  readonly restsUntil: Instant | null;
  readonly drifted: boolean;
}

export interface OverviewModel {
  /** Undefined: no figure was made yet. */
  readonly totals: Figure<Totals> | undefined;
  readonly activity: Figure<Activity> | undefined;
  readonly channels: readonly BadChannel[];
  readonly stops: number;
  readonly trouble: readonly Trouble[];
  /** Places that the last look at the record found altered. */
  readonly broken: number;
}

export function overviewOf({
  drifted,
  circuits,
  ...rest
}: Omit<OverviewModel, 'channels'> & {
  readonly drifted: readonly string[];
  readonly circuits: readonly Circuit[];
}): OverviewModel {
  const failing = circuits.map(
    ({ recipient, channel, failures, openUntil }): BadChannel => ({
      channel: `${recipient}/${channel}`,
      recipient,
      failures,
      restsUntil: openUntil,
      drifted: drifted.includes(`${recipient}/${channel}`),
    }),
  );
  const known = new Set(failing.map((one) => one.channel));
  const others = drifted
    .filter((desk) => !known.has(desk))
    .map(
      (desk): BadChannel => ({
        channel: desk,
        recipient: desk.split('/')[0] ?? desk,
        failures: null,
        restsUntil: null,
        drifted: true,
      }),
    );
  return { ...rest, channels: [...failing, ...others] };
}
