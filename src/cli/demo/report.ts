import { relative } from 'node:path';
import type { Config } from '../../config.ts';
import type { Output } from '../output/output.ts';
import { showTakedown } from '../output/timeline.ts';
import { expectation } from './progress.ts';
import { codeOf, type DemoResult } from './run-demo.ts';

/** The table of outcomes, one whole timeline, and what to try next. */
export async function demoReport(out: Output, result: DemoResult, config: Config): Promise<void> {
  const { rows, standings, service, elapsed } = result;
  const lines = rows.map(({ line, label, answer, expected }) => {
    const found = standings.find((one) => 'id' in answer && one.takedown.id === answer.id);
    const state = found?.state ?? `rejected (${codeOf(answer)})`;
    const good = found?.asExpected ?? ('rejected' in expected && codeOf(answer) === expected.rejected);
    return {
      line,
      platform: found?.takedown.label ?? label,
      outcome: state,
      expected: expectation(expected),
      asExpected: good,
    };
  });
  out.data({ elapsedSeconds: Math.round(elapsed / 1000), asExpected: result.asExpected, outcomes: lines });
  out.line();
  out.table(
    ['line', 'platform', 'outcome', 'expected', ''],
    lines.map((one) => [
      String(one.line),
      one.platform,
      one.outcome,
      one.expected,
      one.asExpected ? out.color.green('yes') : out.color.red('NO'),
    ]),
  );
  const timeline = standings.find((one) => one.takedown.label === 'deafly') ?? standings[0];
  const shown =
    timeline === undefined ? undefined : await service.base.handle.views.show(timeline.takedown.id);
  if (shown !== undefined) {
    out.line('\nOne of them from beginning to end:\n');
    showTakedown(out, shown, service.base.catalog, Date.now(), { notices: false, withheld: false });
  }
  const good = lines.filter((one) => one.asExpected).length;
  out.line(`\n${good} of ${lines.length} as expected after ${Math.round(elapsed / 1000)} s.`);
  out.line(
    `In another terminal: REDRESS_DATA_DIR=${relative('.', config.dataDir) || '.'} npx redress list   (or show ID, tasks, audit verify)`,
  );
}
