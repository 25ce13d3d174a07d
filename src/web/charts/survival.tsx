import { scaleLinear } from 'd3-scale';
import { area, curveStepAfter, line } from 'd3-shape';
import { DAY, HOUR, type Millis } from '../../domain/time.ts';
import { Table } from '../ui/table.tsx';
import { ColumnTicks, plotOf, RowTicks, rounded } from './axes.tsx';
import { Chart, type ChartTexts } from './frame.tsx';

export interface SurvivalPoint {
  readonly at: Millis;
  readonly surviving: number;
  readonly band: { readonly low: number; readonly high: number };
}

export interface SurvivalModel {
  readonly texts: ChartTexts & {
    readonly time: string;
    readonly share: string;
    readonly band: string;
  };
  /** Steps, by time; before the first one all are there. */
  readonly points: readonly SurvivalPoint[];
  /** A length of time in words. */
  readonly lengthText: (length: Millis) => string;
  readonly shareText: (share: number) => string;
}

const HEIGHT = 260;
const STEPS: readonly Millis[] = [
  HOUR,
  2 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  5 * DAY,
  10 * DAY,
  30 * DAY,
  60 * DAY,
  180 * DAY,
];

/** Which share was still there, by the time since the notice, with its band. */
export function Survival({ texts, points, lengthText, shareText }: SurvivalModel) {
  const plot = plotOf(HEIGHT);
  const until = Math.max(HOUR, (points.at(-1)?.at ?? 0) * 1.1);
  const x = scaleLinear([0, until], [plot.left, plot.right]);
  const y = scaleLinear([0, 1], [plot.bottom, plot.top]);
  const last = points.at(-1);
  // It begins with all of them, and each step holds until the next.
  const steps: readonly SurvivalPoint[] = [
    { at: 0, surviving: 1, band: { low: 1, high: 1 } },
    ...points,
    ...(last === undefined ? [] : [{ ...last, at: until }]),
  ];
  const curve = line<SurvivalPoint>(
    (one) => rounded(x(one.at)),
    (one) => rounded(y(one.surviving)),
  ).curve(curveStepAfter);
  const band = area<SurvivalPoint>()
    .x((one) => rounded(x(one.at)))
    .y0((one) => rounded(y(one.band.low)))
    .y1((one) => rounded(y(one.band.high)))
    .curve(curveStepAfter);
  const every = STEPS.find((step) => until / step <= 8) ?? until / 4;
  const times = Array.from({ length: Math.floor(until / every) + 1 }, (_, index) => index * every);
  return (
    <Chart
      texts={texts}
      height={HEIGHT}
      table={
        <Table
          caption={texts.title}
          columns={[
            { title: texts.time, cell: (one) => lengthText(one.at) },
            { title: texts.share, cell: (one) => shareText(one.surviving), numeric: true },
            {
              title: texts.band,
              cell: (one) => `${shareText(one.band.low)} – ${shareText(one.band.high)}`,
              numeric: true,
            },
          ]}
          rows={points}
        />
      }
    >
      <RowTicks
        plot={plot}
        ticks={[0, 0.25, 0.5, 0.75, 1].map((tick) => ({ place: y(tick), text: shareText(tick) }))}
      />
      <ColumnTicks
        plot={plot}
        ticks={times.map((time) => ({ place: x(time), text: time === 0 ? '0' : lengthText(time) }))}
      />
      <path class="chart-band" d={band([...steps]) ?? ''} />
      <path class="chart-line chart-line-1" d={curve([...steps]) ?? ''} />
    </Chart>
  );
}
