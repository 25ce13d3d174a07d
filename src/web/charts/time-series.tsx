import { scaleLinear, scaleUtc } from 'd3-scale';
import { line } from 'd3-shape';
import type { Instant } from '../../domain/time.ts';
import { Table } from '../ui/table.tsx';
import { ColumnTicks, plotOf, RowTicks, rounded } from './axes.tsx';
import { Chart, type ChartTexts, Legend } from './frame.tsx';

export interface Series {
  readonly name: string;
  /** One for each moment. */
  readonly values: readonly number[];
}

export interface TimeSeriesModel {
  readonly texts: ChartTexts & { readonly time: string };
  readonly at: readonly Instant[];
  readonly series: readonly Series[];
  /** A moment as an axis and a table write it. */
  readonly timeText: (at: Instant) => string;
  readonly numberText: (value: number) => string;
}

const HEIGHT = 240;

/** How counts of a few kinds went, hour by hour or day by day. */
export function TimeSeries({ texts, at, series, timeText, numberText }: TimeSeriesModel) {
  const plot = plotOf(HEIGHT);
  const most = Math.max(1, ...series.flatMap((one) => one.values));
  const x = scaleUtc([at[0] ?? 0, at.at(-1) ?? 1], [plot.left, plot.right]);
  const y = scaleLinear([0, most], [plot.bottom, plot.top]).nice(4);
  const whole = y.ticks(4).filter((tick) => Number.isInteger(tick));
  const path = line<number>(
    (_, index) => rounded(x(at[index] ?? 0)),
    (value) => rounded(y(value)),
  );
  return (
    <Chart
      texts={texts}
      height={HEIGHT}
      legend={<Legend names={series.map((one) => one.name)} />}
      table={
        <Table
          caption={texts.title}
          columns={[
            { title: texts.time, cell: (index) => timeText(at[index] ?? 0) },
            ...series.map((one) => ({
              title: one.name,
              cell: (index: number) => numberText(one.values[index] ?? 0),
              numeric: true,
            })),
          ]}
          rows={at.map((_, index) => index).toReversed()}
        />
      }
    >
      <RowTicks plot={plot} ticks={whole.map((tick) => ({ place: y(tick), text: numberText(tick) }))} />
      <ColumnTicks
        plot={plot}
        ticks={x.ticks(6).map((tick) => ({ place: x(tick), text: timeText(tick.getTime()) }))}
      />
      {series.map((one, index) => (
        <path class={`chart-line chart-line-${index + 1}`} d={path([...one.values]) ?? ''} />
      ))}
    </Chart>
  );
}
