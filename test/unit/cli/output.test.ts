import { describe, expect, it } from 'vitest';
import { submitted } from '../../../src/cli/output/submitted.ts';
import { MINOR_HAND_OFF } from '../../../src/domain/minors.ts';
import { captured } from './sink.ts';

const ESCAPE = '\u001b';

describe('the answer of a command', () => {
  it('for a program is one JSON document and nothing else', () => {
    const { output, out } = captured(true);
    output.line('words');
    output.table(['a'], [['1']]);
    output.data({ a: [1] });
    expect(JSON.parse(out())).toEqual({ a: [1] });
  });

  it('for a person is words and tables, and no JSON', () => {
    const { output, out } = captured();
    output.data({ a: [1] });
    output.line('words');
    output.table(['name', 'count'], [['one', '1']]);
    expect(out()).toMatch(/^words\n\s*name\s+count\s*\n\s*one\s+1\s*\n$/);
  });

  it('has no frame that a screen reader would spell out', () => {
    const { output, out } = captured();
    output.table(['name', 'count'], [['one', '1']]);
    expect(out()).not.toMatch(/[─│┌┐└┘├┤┬┴┼|+]/u);
  });

  it('shows no table without rows', () => {
    const { output, out } = captured();
    output.table(['name'], []);
    expect(out()).toBe('');
  });

  it.each([true, false])('keeps remarks apart on standard error (json: %s)', (json) => {
    const { output, out, err } = captured(json);
    output.note('500 of 900 rows');
    expect([out(), err()]).toEqual(['', '500 of 900 rows\n']);
  });

  it.each([
    ['into a file', false, false],
    ['as JSON on a terminal', true, true],
  ])('has no colours %s', (_, json, isTTY) => {
    const { output, out } = captured(json, isTTY);
    const red = output.color.red('x');
    output.table([output.color.bold('a')], [[red]]);
    output.line(red);
    output.data({ red });
    expect(out()).not.toContain(ESCAPE);
  });
});

describe('what became of submitted rows', () => {
  const bad = {
    result: 'rejected',
    problems: [
      {
        code: 'url_malformed',
        field: 'url',
        message: 'The URL cannot be read',
        cure: 'Give the whole address',
      },
      { code: 'field_missing', field: 'ageInImage', message: 'ageInImage is missing', cure: 'Give it.' },
    ],
  } as const;

  it('names line, column, code and cure of each fault', () => {
    const { output, out } = captured();
    submitted(output, [{ line: 7, answer: bad }]);
    expect(out()).toContain('Line 7');
    expect(out()).toContain('url_malformed');
    expect(out()).toContain('Give the whole address');
    expect(out()).toContain('age_in_image');
  });

  it('shows the id, the platform and the next step of what was accepted', () => {
    const { output, out } = captured();
    const answer = {
      result: 'accepted',
      id: 'td_1',
      platform: null,
      deadlineAt: Date.UTC(2026, 10, 25, 1, 2, 3),
      next: 'a person: find_platform (unknown_host)',
    } as const;
    submitted(output, [{ line: null, answer }]);
    for (const part of ['td_1', 'unknown host', '2026-11-25 01:02:03', answer.next])
      expect(out()).toContain(part);
  });

  it('shows the hand-off card once when a minor may be shown, however many rows say so', () => {
    const { output, out } = captured();
    const answer = { result: 'minor_route', id: 'td_2' } as const;
    submitted(output, [
      { line: 2, answer },
      { line: 3, answer },
    ]);
    for (const { name, url } of MINOR_HAND_OFF) {
      expect(out().split(name).length - 1).toBe(1);
      expect(out()).toContain(url);
    }
    expect(out()).toContain('Do not open, copy, save or forward the image');
  });

  it('shows no card otherwise', () => {
    const { output, out } = captured();
    submitted(output, [{ line: 2, answer: bad }]);
    expect(out()).not.toContain('NCMEC');
  });
});
