import { describe, expect, it } from 'vitest';
import { compare, RATIOS } from '../../../bench/harness/comparison.ts';
import { reportOf } from '../../../bench/harness/report.ts';
import { sizesFor } from '../../../bench/harness/sizes.ts';
import { tableOf } from '../../../bench/harness/table.ts';

const about = {
  extra: { 'urgent.paced': [12, 13] },
  sizes: sizesFor('quick'),
  machine: { cpu: 'Test', cores: 2, memoryGb: 4, load: 0.5, versions: { node: '20.20.0' } },
  startedAt: '2026-11-23T00:00:00.000Z',
  seconds: 60,
};
const what = { base: 'the bare thing', ours: 'the whole path' };
const urgent = compare('urgent', 'ms', what, [{ a: 3, b: 10 }]);
const email = compare('email.redis', '1/s', what, [{ a: 1000, b: 651.23456 }]);

describe('the report', () => {
  it('has every ratio by name, and null for what was left out', () => {
    const { ratios } = reportOf([urgent, email], about);
    expect(Object.keys(ratios)).toEqual([...RATIOS]);
    expect(ratios['email.redis']).toBe(0.6512);
    expect(ratios.urgent).toBe(3.333);
    expect(Object.values(ratios).filter((ratio) => ratio === null)).toHaveLength(RATIOS.length - 2);
  });

  it('gives the raw figures of both sides in the order of the ratios, and says what they are', () => {
    const { figures } = reportOf([urgent, email], about);
    expect(figures.measured.map(({ name }) => name)).toEqual(['email.redis', 'urgent']);
    expect(figures.measured[0]).toEqual({
      name: 'email.redis',
      unit: '1/s',
      base: { what: 'the bare thing', figures: [1000] },
      ours: { what: 'the whole path', figures: [651.2] },
      ratio: 0.6512,
    });
    expect(figures).toMatchObject(about);
  });

  it('goes through JSON unchanged', () => {
    const report = reportOf([email], about);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});

describe('the table', () => {
  it('tells each ratio beside its goal, whether it is met, and what was compared', () => {
    const lines = tableOf(reportOf([urgent, email], about)).split('\n');
    expect(lines.find((line) => line.includes('email.redis'))).toMatch(
      /1000.*651.*1\/s.*0\.65.*>= 0\.6.*met/,
    );
    expect(lines.find((line) => line.includes('urgent'))).toMatch(/3\.00.*10\.0.*ms.*3\.33.*<= 2.*missed/);
    expect(lines).toContain('urgent: the whole path, over the bare thing');
    expect(lines.at(-1)).toContain('2 x Test');
  });
});
