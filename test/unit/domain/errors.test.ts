import { describe, expect, it } from 'vitest';
import { RedressError } from '../../../src/domain/errors.ts';

describe('an error that a person can mend', () => {
  it('says what, where, and what to do', () => {
    const error = new RedressError('url_scheme', 'The URL is no web address', {
      field: 'url',
      cure: 'Give one',
    });
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toBe('RedressError: The URL is no web address');
    expect(error.toProblem()).toEqual({
      code: 'url_scheme',
      message: 'The URL is no web address',
      field: 'url',
      cure: 'Give one',
    });
  });

  it('may know neither place nor cure', () => {
    const error = new RedressError('oops', 'It is broken');
    expect(error.toProblem()).toEqual({
      code: 'oops',
      message: 'It is broken',
      field: undefined,
      cure: undefined,
    });
    expect('cause' in error).toBe(false);
  });

  it('keeps what caused it', () => {
    const cause = new TypeError('inner');
    expect(new RedressError('oops', 'It is broken', { cause }).cause).toBe(cause);
  });
});
