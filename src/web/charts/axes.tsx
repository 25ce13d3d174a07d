import { WIDTH } from './frame.tsx';

export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where the lines are: room for the numbers on the left, for the times below. */
export function plotOf(height: number): Plot {
  return { left: 52, right: WIDTH - 14, top: 12, bottom: height - 34 };
}

export interface Tick {
  /** In units of the drawing. */
  readonly place: number;
  readonly text: string;
}

/** Horizontal lines with their numbers. */
export function RowTicks({ plot, ticks }: { plot: Plot; ticks: readonly Tick[] }) {
  return (
    <g class="chart-axis">
      {ticks.map(({ place, text }) => (
        <>
          <path class="chart-grid" d={`M${plot.left},${rounded(place)}H${plot.right}`} />
          <text class="chart-text" x={plot.left - 8} y={rounded(place)} dy="0.35em" text-anchor="end">
            {text}
          </text>
        </>
      ))}
    </g>
  );
}

/** The times below. Every other one goes on narrow screens. */
export function ColumnTicks({ plot, ticks }: { plot: Plot; ticks: readonly Tick[] }) {
  return (
    <g class="chart-axis">
      {ticks.map(({ place, text }, index) => (
        <g class={index % 2 === 1 ? 'chart-wide' : undefined}>
          <path class="chart-tick" d={`M${rounded(place)},${plot.bottom}v5`} />
          <text
            class="chart-text"
            x={rounded(place)}
            y={plot.bottom + 8}
            dy="0.9em"
            text-anchor={anchorOf(place, plot)}
          >
            {text}
          </text>
        </g>
      ))}
    </g>
  );
}

/** A tenth of a unit is finer than any screen; more digits only make the page heavier. */
export const rounded = (place: number): number => Math.round(place * 10) / 10;

/** The outermost texts stay inside. */
function anchorOf(place: number, { left, right }: Plot): 'start' | 'middle' | 'end' {
  if (place < left + 30) return 'start';
  return place > right - 30 ? 'end' : 'middle';
}
