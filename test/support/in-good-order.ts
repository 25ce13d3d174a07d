import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** About how long the longest files take, in seconds: they must not be the last that are begun. */
type Lengths = Readonly<Record<string, number>>;

/** Those that mostly wait: for leases, for a pace, for a process that was frozen. */
const WAITING: Lengths = {
  'test/faults/sigkill-postgres.test.ts': 160,
  'test/faults/sigkill-redis.test.ts': 160,
  'test/faults/clock.test.ts': 100,
  'test/faults/processes.test.ts': 80,
  'test/faults/postgres.test.ts': 80,
  'test/faults/redis.test.ts': 80,
  'test/faults/chromium.test.ts': 80,
  'test/integration/app/killed.test.ts': 80,
  'test/integration/ledger/embedded.test.ts': 80,
  'test/e2e/outages.test.ts': 70,
  'test/e2e/processes.test.ts': 70,
  'test/integration/app/stuck.test.ts': 60,
  'test/faults/smtp.test.ts': 50,
  'test/faults/hostile.test.ts': 50,
  'test/faults/log.test.ts': 50,
  'test/integration/queue/sentinel.test.ts': 50,
  'test/e2e/stopping.test.ts': 25,
};

/** Those that keep a processor busy, with Chromium mostly. */
const WORKING: Lengths = {
  'test/e2e/web/helpline.test.ts': 90,
  'test/e2e/web/ops.test.ts': 80,
  'test/integration/form/answers.test.ts': 70,
  'test/integration/form/hostile.test.ts': 60,
  'test/integration/form/drift.test.ts': 60,
  'test/e2e/leaks.test.ts': 50,
  'test/e2e/helpline-commands.test.ts': 50,
  'test/e2e/ops-commands.test.ts': 40,
  'test/integration/form/walls.test.ts': 40,
  'test/e2e/example-file.test.ts': 25,
  'test/e2e/tenant-commands.test.ts': 20,
};

/** Any other. */
const SHORT = 8;

/**
 * The longest files first, and those that wait spread over those that work, so that both end together: while one waits,
 * another works. Files that share a process come last, one project after the other: a process is kept only for the
 * next file in the row.
 */
export class InGoodOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const known = await super.sort(files);
    const root = this.ctx.config.root;
    const length = (file: TestSpecification, of: Lengths): number | undefined =>
      of[relative(root, file.moduleId)];
    const shared = known.filter((file) => !file.project.config.isolate);
    const alone = known.filter((file) => file.project.config.isolate);
    const timed = (file: TestSpecification): Timed => ({
      file,
      waits: length(file, WAITING) !== undefined,
      seconds: length(file, WAITING) ?? length(file, WORKING) ?? SHORT,
    });
    const longestFirst = alone.map(timed).sort((a, b) => b.seconds - a.seconds);
    const [waiting, working] = [
      longestFirst.filter((one) => one.waits),
      longestFirst.filter((one) => !one.waits),
    ];
    return [...spread(waiting, working).map(({ file }) => file), ...shared];
  }
}

interface Timed {
  readonly file: TestSpecification;
  readonly waits: boolean;
  readonly seconds: number;
}

/** Merges both so that at any place about the same share of either is behind. */
function spread(some: readonly Timed[], others: readonly Timed[]): readonly Timed[] {
  const placed = [...shares(some), ...shares(others)].sort((a, b) => a.share - b.share);
  return placed.map(({ one }) => one);
}

function shares(all: readonly Timed[]): readonly { readonly one: Timed; readonly share: number }[] {
  const total = all.reduce((sum, { seconds }) => sum + seconds, 0);
  let behind = 0;
  return all.map((one) => {
    const share = behind / total;
    behind += one.seconds;
    return { one, share };
  });
}
