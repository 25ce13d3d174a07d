import { scaleBand, scaleLinear } from 'd3-scale';
import { Table } from '../ui/table.tsx';
import { rounded } from './axes.tsx';
import { Chart, type ChartTexts, WIDTH } from './frame.tsx';

export interface Bar {
  readonly name: string;
  /** Not negative. */
  readonly value: number;
}

export interface BarsModel {
  readonly texts: ChartTexts & { readonly name: string; readonly value: string };
  readonly bars: readonly Bar[];
  /** What the full width stands for; the largest bar unless it says otherwise. */
  readonly most?: number | undefined;
  readonly numberText: (value: number) => string;
}

const ROW = 44;
/** Room for the number right of its bar. */
const NUMBER = 90;

/** Horizontal bars, each under its name, so that long names have their line. */
export function Bars({ texts, bars, most, numberText }: BarsModel) {
  const height = Math.max(ROW, bars.length * ROW);
  const x = scaleLinear([0, most ?? Math.max(1, ...bars.map((bar) => bar.value))], [0, WIDTH - NUMBER]);
  const y = scaleBand(
    bars.map((_, index) => index),
    [0, height],
  );
  return (
    <Chart
      texts={texts}
      height={height}
      table={
        <Table
          caption={texts.title}
          columns={[
            { title: texts.name, cell: (bar) => bar.name },
            { title: texts.value, cell: (bar) => numberText(bar.value), numeric: true },
          ]}
          rows={bars}
        />
      }
    >
      {bars.map((bar, index) => {
        const top = rounded(y(index) ?? 0);
        const length = rounded(x(bar.value));
        return (
          <g>
            <text class="chart-text chart-name" x={0} y={top + 15}>
              {bar.name}
            </text>
            <rect class="chart-rail" x={0} y={top + 22} width={WIDTH - NUMBER} height={12} rx={3} />
            <rect class="chart-bar" x={0} y={top + 22} width={length} height={12} rx={3} />
            <text class="chart-text" x={WIDTH - NUMBER + 10} y={top + 28} dy="0.35em">
              {numberText(bar.value)}
            </text>
          </g>
        );
      })}
    </Chart>
  );
}
