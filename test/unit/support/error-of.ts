import { RedressError } from '../../../src/domain/errors.ts';

/** The RedressError that a function throws; anything else fails the test. */
export function errorOf(act: () => unknown): RedressError {
  try {
    act();
  } catch (error) {
    if (error instanceof RedressError) return error;
    throw error;
  }
  throw new Error('it threw nothing');
}
