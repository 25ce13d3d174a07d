import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that load whole catalogues or live whole takedowns through: a table of one rule kills a mutant sooner. */
const LONG =
  /\/(lives|properties|faults-of-\w+|load|inherit|fingerprint|docs-examples|match-url|normalise-url)\.test\.ts$/;

const FOLDERS = ['/channels/', '/domain/', '/statistics/', '/decide/', '/catalog/'];

/** What is quick and near comes first: a test that kills the mutant ends its run. */
class TablesFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number =>
      LONG.test(moduleId) ? FOLDERS.length : FOLDERS.findIndex((folder) => moduleId.includes(folder));
    return Promise.resolve(files.toSorted((one, other) => place(one) - place(other)));
  }
}

/**
 * The tests that mutation testing runs: the unit tests of the pure code, and no others, so that a mutant is killed by
 * what is meant to describe it. One context for all files (`isolate: false`) spares loading zod and the templates'
 * engine anew for each file; pure tests share no state. See docs/mutation.md.
 */
export default defineConfig({
  test: {
    include: [
      'test/unit/{domain,catalog,decide,statistics}/**/*.test.ts',
      'test/unit/channels/correlation.test.ts',
    ],
    setupFiles: ['test/unit/support/fixed-seed.ts'],
    env: { PROPERTY_RUNS: '15' },
    isolate: false,
    fileParallelism: false,
    sequence: { sequencer: TablesFirst },
    testTimeout: 30_000,
  },
});
