import type { Signal } from '../catalog/schema/removal.ts';
import type { Answer, Judgement } from './answer.ts';
import { fits } from './fits.ts';
import { byGenericRules } from './generic.ts';
import { toLogin } from './places.ts';
import { challengeOf, isWallStatus } from './walls.ts';

/**
 * What one answer says about one location: the first of the platform's signals that fits, else the generic rules.
 * Pure. `gone` never comes from a wall: a signal that says so is passed over when the answer is 401, 403, 429, 451,
 * 5xx, a challenge page or a log-in (DESIGN 4).
 */
export function judge(answer: Answer, signals: readonly Signal[]): Judgement {
  const walled = isWallStatus(answer.status) || toLogin(answer) || challengeOf(answer) !== undefined;
  const signal = signals.find(
    (one) => one.on.includes(answer.kind) && !(walled && one.verdict === 'gone') && fits(answer, one),
  );
  return signal === undefined ? byGenericRules(answer) : { verdict: signal.verdict, signal: signal.id };
}
