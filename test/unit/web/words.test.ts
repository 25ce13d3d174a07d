import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/domain/time.ts';
import { Form } from '../../../src/web/guard/form.ts';
import { formToken, isFormToken } from '../../../src/web/guard/token.ts';
import { en } from '../../../src/web/i18n/en.ts';
import { tallyOf } from '../../../src/web/pages/cases/model.ts';
import { localPath } from '../../../src/web/session/local-path.ts';
import { urgencyOf } from '../../../src/web/ui/countdown.tsx';
import { inWords } from '../../../src/web/ui/time-words.ts';

describe('a length of time', () => {
  it.each([
    [0, 'less than a minute'],
    [59 * SECOND, 'less than a minute'],
    [MINUTE, '1 min'],
    [HOUR - 1, '59 min'],
    [HOUR, '1 h'],
    [3 * HOUR + 12 * MINUTE, '3 h 12 min'],
    [2 * DAY, '2 d'],
    [2 * DAY + 3 * HOUR + 5 * MINUTE, '2 d 3 h'],
  ])('%d ms is said as %s', (length, words) => {
    expect(inWords(length, en.time)).toBe(words);
  });
});

describe('a deadline', () => {
  it.each([
    [-1, 'over'],
    [0, 'over'],
    [6 * HOUR, 'near'],
    [6 * HOUR + 1, 'far'],
  ])('%d ms from now is %s', (left, urgency) => {
    expect(urgencyOf(1_000_000_000 + left, 1_000_000_000)).toBe(urgency);
  });
});

describe('where to go after signing in', () => {
  it.each([
    ['/', '/'],
    ['/cases/case_1', '/cases/case_1'],
    ['/takedowns/td_01a2-b', '/takedowns/td_01a2-b'],
    [undefined, undefined],
    ['', undefined],
    ['cases', undefined],
    ['//evil.example', undefined],
    ['/\\evil.example', undefined],
    ['https://evil.example/', undefined],
    ['/cases?x=1', undefined],
    ['/cases/', undefined],
    ['/a/../b', undefined],
    ['/\n', undefined],
  ])('%j leads to %j', (given, path) => {
    expect(localPath(given)).toBe(path);
  });
});

describe('the token of a form', () => {
  const key = new Uint8Array(32).fill(7);
  it('belongs to one owner', () => {
    const token = formToken(key, 'one');
    expect(isFormToken(key, 'one', token)).toBe(true);
    for (const [owner, given] of [
      ['two', token],
      ['one', `${token.slice(0, -1)}`],
      ['one', ''],
      ['one', 'x'.repeat(token.length)],
    ] as const) {
      expect(isFormToken(key, owner, given)).toBe(false);
    }
    expect(isFormToken(new Uint8Array(32), 'one', token)).toBe(false);
  });
});

describe('a form', () => {
  it('gives what was filled in, without the space around it and with plain line breaks', () => {
    const file = new File(['a'], 'a.csv');
    const form = new Form({
      a: ' x\r\ny ',
      many: ['1', '2'],
      yes: 'yes',
      empty: '  ',
      file,
      none: new File([], ''),
    });
    expect(form.text('a')).toBe('x\ny');
    expect(form.texts('many')).toEqual(['1', '2']);
    expect([form.isChecked('yes'), form.isChecked('a'), form.isChecked('nowhere')]).toEqual([
      true,
      false,
      false,
    ]);
    expect([form.optional('empty'), form.optional('a')]).toEqual([undefined, 'x\ny']);
    expect([form.file('file'), form.file('none'), form.file('a')]).toEqual([file, undefined, undefined]);
    expect([form.text('nowhere'), form.text('file')]).toEqual(['', '']);
  });
});

describe('the tally of a case', () => {
  it('counts as gone what can be seen no more, and not what is hidden in part or out of reach', () => {
    const byOutcome = { removed: 3, already_gone: 1, delisted: 1, restricted: 2, unreachable: 1, refused: 1 };
    expect(tallyOf({ takedowns: 12, open: 3, person: 1, byOutcome })).toEqual({
      all: 12,
      gone: 5,
      open: 3,
      person: 1,
      otherwise: 4,
    });
  });
});
