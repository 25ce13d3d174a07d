import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../src/domain/time.ts';
import { bars, series, survival } from './drawn.tsx';

const pathsOf = (html: string, name: string): readonly string[] =>
  [...html.matchAll(new RegExp(`<path class="${name}" d="([^"]*)"`, 'g'))].map((match) => match[1] ?? '');
const rows = (html: string): number => html.match(/<tr>/g)?.length ?? 0;

const DRAWN: readonly (readonly [string, string])[] = [
  [
    'a time series',
    series([
      [1, 2, 3],
      [0, 1, 5],
    ]),
  ],
  ['a time series of nothing', series([[0], [0]])],
  ['a survival curve', survival([{ at: HOUR, surviving: 0.5, band: { low: 0.3, high: 0.7 } }])],
  ['a survival curve of nothing', survival([])],
  ['bars', bars([{ name: 'A "name" & more', value: 3 }])],
  ['no bars', bars([])],
];

describe.each(DRAWN)('%s', (_name, html) => {
  it('says what it is to those who cannot see it, and has a table of its numbers', () => {
    expect(html).toMatch(/<svg[^>]* role="img" aria-labelledby="c-title c-desc">/);
    expect(html).toContain(
      '<title id="c-title">Title &lt;b&gt;</title><desc id="c-desc">What it shows.</desc>',
    );
    expect(html).toContain('<summary>As a table</summary>');
    expect(html).toContain('<table>');
  });

  it('keeps to the content security policy: no style, no script, nothing inline', () => {
    expect(html).not.toMatch(/\sstyle=|<style|<script|\son[a-z]+=/);
  });

  it('draws no place that is no number', () => {
    expect(html).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe('a time series', () => {
  it('has a line for each kind, by stroke as well as colour, from the first moment to the last', () => {
    const html = series([
      [0, 10, 20],
      [20, 10, 0],
    ]);
    const [up, down] = [
      pathsOf(html, 'chart-line chart-line-1').at(-1),
      pathsOf(html, 'chart-line chart-line-2').at(-1),
    ];
    expect(up).toBe('M52,206L339,109L626,12');
    expect(down).toBe('M52,12L339,109L626,206');
    expect(rows(html)).toBe(4);
    expect(html.indexOf('<td>11-03</td>')).toBeLessThan(html.indexOf('<td>11-01</td>'));
  });

  it('counts on its axis in whole numbers', () => {
    const ticks = [...series([[0, 1, 2]]).matchAll(/text-anchor="end">([^<]*)</g)].map((match) => match[1]);
    expect(ticks.slice(0, 3)).toEqual(['0', '1', '2']);
  });
});

describe('a survival curve', () => {
  it('begins with all, falls in steps, and has a band around it', () => {
    const html = survival([
      { at: 10 * HOUR, surviving: 0.5, band: { low: 0.25, high: 0.75 } },
      { at: 20 * HOUR, surviving: 0, band: { low: 0, high: 0.5 } },
    ]);
    expect(pathsOf(html, 'chart-line chart-line-1')).toEqual([
      'M52,12L312.9,12L312.9,119L573.8,119L573.8,226L626,226L626,226',
    ]);
    expect(pathsOf(html, 'chart-band')[0]).toMatch(/^M52,12L312.9,12L312.9,65.5.*Z$/);
    expect(html).toContain('<td class="numeric">25 % – 75 %</td>');
    expect(rows(html)).toBe(3);
  });

  it('has no more marks on its axis than fit', () => {
    for (const end of [2 * HOUR, DAY, 14 * DAY, 400 * DAY]) {
      const html = survival([{ at: end, surviving: 0.5, band: { low: 0.4, high: 0.6 } }]);
      const marks = html.match(/class="chart-tick"/g)?.length ?? 0;
      expect([marks >= 2, marks <= 9]).toEqual([true, true]);
    }
  });
});

describe('bars', () => {
  it('are as long as what they stand for, within what the full width stands for', () => {
    const html = bars(
      [
        { name: 'a', value: 50 },
        { name: 'b', value: 0 },
      ],
      100,
    );
    const lengths = [...html.matchAll(/class="chart-bar"[^>]* width="([^"]*)"/g)].map((match) => match[1]);
    expect(lengths).toEqual(['275', '0']);
    expect(bars([{ name: 'A "name" & more', value: 3 }])).toContain('A &quot;name&quot; &amp; more');
  });
});
