import { describe, expect, it } from 'vitest';
import { EXIT } from '../../../src/cli/exit-codes.ts';
import { reportError } from '../../../src/cli/output/errors.ts';
import { RedressError } from '../../../src/domain/errors.ts';
import { captured } from './sink.ts';

describe('an error that a person can mend', () => {
  const error = new RedressError('csv_columns', 'The header is not right.', {
    field: 'csv',
    cure: 'Use these columns.',
    cause: new Error('canary of the cause'),
  });

  it('is told in words with its code and its cure, without a stack', () => {
    const { output, err, out } = captured();
    expect(reportError(error, output)).toBe(EXIT.input);
    expect(err()).toBe('The header is not right. [csv_columns]\nWhat to do: Use these columns.\n');
    expect(out()).toBe('');
  });

  it('is one JSON document for a program', () => {
    const { output, out, err } = captured(true);
    reportError(error, output);
    expect(JSON.parse(out())).toEqual({
      error: {
        code: 'csv_columns',
        message: 'The header is not right.',
        field: 'csv',
        cure: 'Use these columns.',
      },
    });
    expect(err()).toBe('');
  });

  it.each([
    ['database_unreachable', EXIT.unreachable],
    ['database_start_failed', EXIT.unreachable],
    ['queue_unreachable', EXIT.unreachable],
    ['config_invalid', EXIT.input],
    ['catalog_invalid', EXIT.input],
    ['port_taken', EXIT.input],
  ])('with the code %s ends the process with %i', (code, exit) => {
    expect(reportError(new RedressError(code, 'x'), captured().output)).toBe(exit);
  });
});

describe('a bug', () => {
  class OddError extends Error {
    override readonly name = 'OddError';
  }
  const message =
    'canary-1 https://canary.example/p\n    at canary-2 (https://canary.example)\n    at canary-3';

  it.each([true, false])('is told by its name and place, never by its words (json: %s)', (json) => {
    const { output, out, err } = captured(json);
    expect(reportError(new OddError(message, { cause: new Error('canary-4') }), output)).toBe(EXIT.bug);
    expect(out() + err()).not.toContain('canary');
    expect(out() + err()).toContain('OddError');
    expect(err()).toContain('errors.test.ts');
    if (json) expect(JSON.parse(out())).toEqual({ error: { code: 'bug', message: 'OddError' } });
  });

  it.each([['a canary text'], [{ canary: 1 }], [undefined]])('that throws %j is told too', (thrown) => {
    const { output, out, err } = captured();
    expect(reportError(thrown, output)).toBe(EXIT.bug);
    expect(out() + err()).not.toContain('canary');
    expect(err()).toContain('unknown error');
  });
});

it('every way to end has an exit code of its own', () => {
  const codes = Object.values(EXIT);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes).toEqual([0, 1, 2, 3, 4, 5, 6]);
});
