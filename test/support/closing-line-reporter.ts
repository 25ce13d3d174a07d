import type { Reporter, TestModule } from 'vitest/node';

/** Ends the run with one line, `N passed, N failed`, alone: for scripts that read the result. */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const states = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => test.result().state),
    );
    const broken = modules.filter(
      (module) => module.state() === 'failed' && [...module.children.allTests()].length === 0,
    );
    const passed = states.filter((state) => state === 'passed').length;
    const failed = states.filter((state) => state === 'failed').length + broken.length + errors.length;
    process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  }
}
