import type { Child, PropsWithChildren } from 'hono/jsx';

/** What every chart is told besides its numbers. All of it is text in the language of the page. */
export interface ChartTexts {
  /** Once on a page. */
  readonly id: string;
  readonly title: string;
  /** What it shows, in a sentence or two: who cannot see it hears this. */
  readonly summary: string;
  /** What opens the table of its numbers. */
  readonly asTable: string;
}

/** The drawing surface. It scales with the page; the letters grow in it on narrow screens. */
export const WIDTH = 640;

/**
 * A chart as SVG, with its legend and a table of the same numbers for those who read rather than look. Colours and strokes
 * come from classes (charts.css): the content security policy lets no style stand in the page.
 */
export function Chart({
  texts: { id, title, summary, asTable },
  height,
  legend,
  table,
  children,
}: PropsWithChildren<{ texts: ChartTexts; height: number; legend?: Child; table: Child }>) {
  return (
    <figure class="chart">
      <figcaption class="chart-title">{title}</figcaption>
      {legend}
      <svg
        class="chart-drawing"
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{summary}</desc>
        {children}
      </svg>
      <details class="chart-table">
        <summary>{asTable}</summary>
        {table}
      </details>
    </figure>
  );
}

/** The names of lines, each with a piece of it: they differ in stroke as well as in colour. */
export function Legend({ names }: { names: readonly string[] }) {
  return (
    <ul class="chart-legend">
      {names.map((name, index) => (
        <li>
          <svg class="chart-key" viewBox="0 0 24 8" aria-hidden="true">
            <path class={`chart-line chart-line-${index + 1}`} d="M0,4H24" />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
