import type { Millis } from '../../domain/time.ts';
import { SECOND } from '../../domain/time.ts';
import type { Stuck, Vitals } from './vitals.ts';

const EVERY: Millis = 5 * SECOND;

/**
 * Resolves with what hangs, once two looks in a row have found it: the first look after a process was frozen (a laptop
 * that slept) comes before its claim loop could turn. Never resolves in a process that is well.
 */
export function whenStuck(vitals: Vitals, signal: AbortSignal, every: Millis = EVERY): Promise<Stuck> {
  return new Promise((resolve) => {
    let before = false;
    const timer = setInterval(() => {
      const stuck = vitals.stuck();
      if (stuck !== undefined && before) {
        clearInterval(timer);
        resolve(stuck);
      }
      before = stuck !== undefined;
    }, every);
    timer.unref();
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  });
}
