import { describe, expect, it } from 'vitest';
import { DAY, MINUTE, SECOND } from '../../../src/domain/time.ts';
import { timeProblem } from '../../../src/flow/intake/envelope.ts';

const NOW = 1_800_000_000_000;

describe('the time at which a job of the intake queue was signed', () => {
  it.each([
    ['now', NOW, undefined],
    ['after a long week-end', NOW - 4 * DAY, undefined],
    ['seven days ago', NOW - 7 * DAY, undefined],
    ['longer ago', NOW - 7 * DAY - SECOND, 'envelope_expired'],
    ['with a clock that is ahead', NOW + 5 * MINUTE, undefined],
    ['in the future', NOW + 5 * MINUTE + SECOND, 'envelope_early'],
  ])('%s', (_, signedAt, code) => {
    expect(timeProblem(signedAt, NOW)?.code).toBe(code);
  });
});
