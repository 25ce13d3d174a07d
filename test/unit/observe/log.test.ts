import { describe, expect, it } from 'vitest';
import { RedressError } from '../../../src/domain/errors.ts';
import { createLog, LOG_LEVELS, type LogLevel } from '../../../src/observe/log.ts';

function logged(
  level: LogLevel,
  write: (log: ReturnType<typeof createLog>) => void,
): Record<string, unknown>[] {
  const lines: string[] = [];
  write(createLog(level, { write: (line: string) => void lines.push(line) }));
  return lines.map((line) => ({ ...JSON.parse(line) }));
}

const one = (fields: Record<string, unknown>): Record<string, unknown> => {
  const [line] = logged('info', (log) => log.info(fields, 'message'));
  return line ?? {};
};

describe('a log line', () => {
  it('is JSON with the time, the level, the message and the fields that are allowed', () => {
    const line = one({ takedown: 'td_1', recipient: 'practice-x', ms: 12 });
    expect(line).toMatchObject({
      level: 30,
      msg: 'message',
      takedown: 'td_1',
      recipient: 'practice-x',
      ms: 12,
    });
    expect(new Date(String(line['time'])).getTime()).toBeGreaterThan(0);
  });

  it.each([
    'url',
    'text',
    'body',
    'notice',
    'reference',
    'message',
    'subject',
    'email',
    'err',
    'msg2',
    'evidence',
  ])('has no field %s', (name) => {
    expect(JSON.stringify(one({ [name]: 'canary' }))).not.toContain('canary');
  });

  it.each([
    ['a map', { url: 'canary' }],
    ['a list', ['canary']],
    ['a function', () => 'canary'],
    ['a symbol', Symbol('canary')],
  ])('drops %s even under a name that is allowed', (_, value) => {
    expect(JSON.stringify(one({ code: value }))).not.toContain('canary');
  });

  it('reduces an error to its name, and its code if it has one', () => {
    class OddError extends Error {
      override readonly name = 'OddError';
    }
    const coded = Object.assign(new Error('canary https://canary.example'), { code: 'ECONNREFUSED' });
    expect(one({ error: new OddError('canary', { cause: 'canary' }) })['error']).toBe('OddError');
    expect(one({ error: coded })['error']).toBe('Error ECONNREFUSED');
    expect(one({ error: new RedressError('queue_unreachable', 'canary') })['error']).toBe(
      'RedressError queue_unreachable',
    );
    expect(JSON.stringify(one({ code: coded, kind: coded }))).not.toContain('canary');
  });

  it('shortens what is too long to be an id or a code', () => {
    expect(String(one({ code: 'x'.repeat(5_000) })['code'])).toHaveLength(300);
  });

  it('names neither the machine nor its user', () => {
    expect(Object.keys(one({})).sort()).toEqual(['level', 'msg', 'time']);
  });
});

describe('a log level', () => {
  const written = (level: LogLevel): unknown[] =>
    logged(level, (log) => {
      log.debug({}, 'debug');
      log.info({}, 'info');
      log.warn({}, 'warn');
      log.error({}, 'error');
    }).map((line) => line['msg']);

  it.each(LOG_LEVELS.map((level, index) => [level, index] as const))(
    '%s leaves out what is below it',
    (level, index) => {
      expect(written(level)).toEqual(['debug', 'info', 'warn', 'error'].slice(index));
    },
  );
});
