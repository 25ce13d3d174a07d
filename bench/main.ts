import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { createLog } from '../src/observe/log.ts';
import type { Comparison } from './harness/comparison.ts';
import { thisMachine } from './harness/machine.ts';
import { type Report, reportOf } from './harness/report.ts';
import { type Sizes, sizesFor } from './harness/sizes.ts';
import { tableOf } from './harness/table.ts';
import { chosen } from './measure/all.ts';
import { openSetting } from './setting/setting.ts';

const USAGE = `npm run bench -- [--full | --smoke] [--json] [--only email,form] [--workers 2]

  --full     larger sizes and seven rounds instead of three
  --smoke    small sizes and one round: shows that it runs, its figures say nothing
  --json     one JSON object on the standard output; everything else goes to the standard error
  --only     measurements by the beginning of their names
  --workers  worker processes beside one another for e-mail, API and looks (1)
`;

const tell = (line: string): void => void process.stderr.write(`${line}\n`);

async function measure(sizes: Sizes, only: readonly string[]): Promise<Report> {
  const startedAt = new Date();
  const setting = await openSetting(createLog('warn', pino.destination({ dest: 2, sync: true })));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void setting.close().finally(() => process.exit(1)));
  }
  try {
    const machine = thisMachine(setting.servers);
    const comparisons: Comparison[] = [];
    const extra: Record<string, readonly number[]> = {};
    for (const { run } of chosen(only)) {
      const measured = await run({ setting, sizes, say: tell });
      comparisons.push(...measured.comparisons);
      Object.assign(extra, measured.extra);
    }
    const seconds = Math.round((Date.now() - startedAt.getTime()) / 1000);
    return reportOf(comparisons, { extra, sizes, machine, startedAt: startedAt.toISOString(), seconds });
  } finally {
    await setting.close();
  }
}

const { values } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    workers: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  tell(USAGE);
} else {
  const sizes = sizesFor(values.full ? 'full' : values.smoke ? 'smoke' : 'quick');
  const workers = values.workers === '' ? sizes.workers : Number(values.workers);
  if (!Number.isInteger(workers) || workers < 1) throw new Error('--workers is a whole number above 0');
  const report = await measure(
    { ...sizes, workers },
    values.only.split(',').filter((word) => word !== ''),
  );
  const table = tableOf(report);
  if (values.json) {
    tell(table);
    process.stdout.write(`${JSON.stringify(report)}\n`);
  } else {
    process.stdout.write(`${table}\n`);
  }
}
