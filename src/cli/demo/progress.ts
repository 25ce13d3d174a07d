import { describeOutcome } from '../../domain/outcome.ts';
import type { Stored } from '../../flow/ledger.ts';
import type { Expected } from '../../sandbox/expected.ts';

/** One takedown of the demo, and how it should end. */
export interface DemoTakedown {
  readonly id: string;
  readonly label: string;
  readonly expected: Expected;
}

export interface Standing {
  readonly takedown: DemoTakedown;
  readonly state: string;
  readonly next: string;
  readonly deadlineAt: number | null;
  readonly asExpected: boolean;
}

/** Where a takedown of the demo stands, and whether that is how it should end. */
export function standing(takedown: DemoTakedown, stored: Stored): Standing {
  const { outcome, task } = stored.takedown;
  const back = stored.takedown.cycle === 0 ? '' : `, came back ${stored.takedown.cycle} time(s)`;
  const state =
    outcome !== undefined
      ? `${describeOutcome(outcome)}${back}`
      : task !== undefined
        ? `person: ${task.kind}`
        : stored.plan.status;
  return {
    takedown,
    state,
    next: stored.plan.next,
    deadlineAt: stored.plan.deadlineAt,
    asExpected: fits(takedown.expected, stored),
  };
}

/** The words for an expected end. */
export function expectation(expected: Expected): string {
  if ('rejected' in expected) return `rejected (${expected.rejected})`;
  if ('waitsFor' in expected) return `person: ${expected.waitsFor}`;
  const reason = expected.reason === undefined ? '' : ` (${expected.reason})`;
  return `${expected.outcome}${reason}${expected.cycles === undefined ? '' : `, came back ${expected.cycles} time(s)`}`;
}

function fits(expected: Expected, { takedown }: Stored): boolean {
  if ('rejected' in expected) return false;
  if ('waitsFor' in expected) {
    const reasonFits = expected.reason === undefined || takedown.task?.reason === expected.reason;
    return takedown.task?.kind === expected.waitsFor && reasonFits;
  }
  const { outcome } = takedown;
  if (outcome?.kind !== expected.outcome || takedown.cycle < (expected.cycles ?? 0)) return false;
  return expected.reason === undefined || (outcome.kind === 'refused' && outcome.reason === expected.reason);
}
