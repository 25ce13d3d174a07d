import { defineConfig } from 'vitest/config';
import { InGoodOrder } from './test/support/in-good-order.ts';

/** What starts processes of its own, kills or freezes something, or looks at what its process has started. */
const ALONE = [
  'test/e2e/**/*.test.ts',
  'test/integration/{app,browser,checks,form}/**/*.test.ts',
  'test/integration/ledger/{backup,embedded,embedded-elsewhere}.test.ts',
  'test/integration/queue/**/*.test.ts',
  'test/integration/webhooks/killed.test.ts',
];
const servers = {
  globalSetup: ['test/support/global-setup.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

/**
 * `unit` needs no server. `servers` and `servers-shared` start a real PostgreSQL for the run, and each file what else it
 * needs. `faults` breaks things under load and counts what arrived, with FAULTS=full at full size (docs/faults.md).
 */
export default defineConfig({
  test: {
    reporters: [
      'default',
      './test/faults/support/table-reporter.ts',
      './test/support/closing-line-reporter.ts',
    ],
    // One more than there are processors in CI: many files wait more than they work.
    maxWorkers: 3,
    pool: 'forks',
    sequence: { sequencer: InGoodOrder },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/flow/**/*.test.ts', 'test/platforms/**/*.test.ts'],
          testTimeout: 30_000,
          // Pure code needs no process of its own for each file: loading it anew took most of the time.
          isolate: false,
        },
      },
      { test: { name: 'servers', include: ALONE, ...servers } },
      {
        test: {
          name: 'servers-shared',
          include: ['test/contract/**/*.test.ts', 'test/integration/**/*.test.ts'],
          exclude: ALONE,
          ...servers,
          // As for `unit`: libraries and all, loading took as long as many a file.
          isolate: false,
        },
      },
      {
        test: {
          ...servers,
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          testTimeout: 300_000,
        },
      },
    ],
  },
});
