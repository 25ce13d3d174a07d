import Table from 'cli-table3';
import { GOALS, isMet } from './comparison.ts';
import { median } from './median.ts';
import type { Report } from './report.ts';

/** The report for people: one line for each ratio, the goal beside it. */
export function tableOf({ figures }: Report): string {
  const table = new Table({
    head: ['', 'base', 'ours', 'unit', 'ratio', 'goal', ''],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'left', 'right', 'right', 'left'],
  });
  for (const { name, unit, base, ours, ratio } of figures.measured) {
    const met = isMet(name, ratio);
    table.push([
      name,
      short(median(base.figures)),
      short(median(ours.figures)),
      unit,
      ratio.toFixed(2),
      goalText(name),
      met === undefined ? '' : met ? 'met' : 'missed',
    ]);
  }
  const legend = figures.measured.map((one) => `${one.name}: ${one.ours.what}, over ${one.base.what}`);
  const { machine } = figures;
  const on = `${machine.cores} x ${machine.cpu}, ${machine.memoryGb} GB, Node ${machine.versions['node']}, load ${machine.load} at the start`;
  return [table.toString(), ...legend, on].join('\n');
}

function goalText(name: keyof typeof GOALS): string {
  const goal = GOALS[name];
  if (goal === null) return '';
  return goal.least === undefined ? `<= ${goal.most}` : `>= ${goal.least}`;
}

function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
