import { mkdirSync, writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';
import type { FaultRow } from './rows.ts';
import { FULL } from './size.ts';
import { faultTable } from './table.ts';

const FILE = 'reports/faults.md';

/** Ends a full run with the fault table, and writes it to a file that git ignores. */
export default class TableReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (!FULL) return;
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const rows = tests.flatMap((test): FaultRow[] => {
      const row = test.meta().fault;
      return row === undefined ? [] : [row];
    });
    if (rows.length === 0) return;
    const table = faultTable(rows);
    process.stdout.write(`\n${table}\n`);
    mkdirSync('reports', { recursive: true });
    writeFileSync(FILE, table);
  }
}
