import { defineConfig } from 'vitest/config';

/**
 * `unit` needs no server; `servers` starts a real PostgreSQL for the run, and each file what else it needs. `faults`
 * breaks things under load and counts what arrived: by npm run test:faults:short, or with FAULTS=full (docs/faults.md).
 */
export default defineConfig({
  test: {
    reporters: [
      'default',
      './test/faults/support/table-reporter.ts',
      './test/support/closing-line-reporter.ts',
    ],
    maxWorkers: 2,
    pool: 'forks',
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
      {
        test: {
          name: 'servers',
          include: ['test/contract/**/*.test.ts', 'test/integration/**/*.test.ts', 'test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          sequence: { groupOrder: 1 },
          // They wait more than they work.
          maxWorkers: 3,
          testTimeout: 300_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
