import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Config, readConfig } from '../../../src/config.ts';
import { errorOf } from '../support/error-of.ts';

const read = (env: Record<string, string | undefined> = {}): Config => readConfig(env, '/package');

describe('without any setting', () => {
  it('everything stays on this machine', () => {
    expect(read()).toMatchObject({
      mode: 'sandbox',
      dataDir: resolve('data'),
      platformsDir: '/package/platforms',
      databaseUrl: undefined,
      redisUrl: undefined,
      masterKey: undefined,
      token: undefined,
      smtpUrl: undefined,
      allowNetworks: [],
      http: { host: '127.0.0.1', port: 8080 },
      practice: undefined,
      logLevel: 'info',
    });
  });

  it('an empty variable counts as not set', () => {
    const empty = Object.fromEntries(
      ['REDRESS_MODE', 'DATABASE_URL', 'REDIS_URL', 'REDRESS_HTTP_PORT', 'REDRESS_PRACTICE_HTTP'].map(
        (name) => [name, ''],
      ),
    );
    const { secrets: _, ...given } = read(empty);
    const { secrets: __, ...none } = read();
    expect(given).toEqual(none);
  });
});

interface Setting {
  readonly name: string;
  readonly good: readonly (readonly [string, Partial<Config>])[];
  readonly bad: readonly string[];
}

const concurrency = (kind: 'email' | 'api' | 'check' | 'form', value: number): Partial<Config> => ({
  concurrency: { email: 10, api: 10, check: 10, form: 2, [kind]: value },
});

const SETTINGS: readonly Setting[] = [
  { name: 'REDRESS_MODE', good: [['live', { mode: 'live' }]], bad: ['prod', 'LIVE'] },
  { name: 'REDRESS_DATA_DIR', good: [['/srv/x', { dataDir: '/srv/x' }]], bad: [] },
  { name: 'REDRESS_PLATFORMS_DIR', good: [['/srv/p', { platformsDir: '/srv/p' }]], bad: [] },
  {
    name: 'DATABASE_URL',
    good: [
      ['postgres://u:p@db.example:5432/r', { databaseUrl: 'postgres://u:p@db.example:5432/r' }],
      ['postgresql://db.example/r', { databaseUrl: 'postgresql://db.example/r' }],
    ],
    bad: ['mysql://u:canary@db.example/r', 'db.example', 'canary'],
  },
  {
    name: 'REDIS_URL',
    good: [
      ['redis://r.example:6379/1', { redisUrl: 'redis://r.example:6379/1' }],
      ['rediss://u:p@r.example', { redisUrl: 'rediss://u:p@r.example' }],
      [
        'redis-sentinel://u:p@a.example:26379,b.example:26379/main/0',
        { redisUrl: 'redis-sentinel://u:p@a.example:26379,b.example:26379/main/0' },
      ],
    ],
    bad: ['http://r.example', 'r.example:6379', 'canary'],
  },
  { name: 'REDRESS_MASTER_KEY', good: [['k', { masterKey: 'k' }]], bad: [] },
  { name: 'REDRESS_TOKEN', good: [['t', { token: 't' }]], bad: [] },
  { name: 'REDRESS_SMTP_URL', good: [['smtps://m.example', { smtpUrl: 'smtps://m.example' }]], bad: [] },
  {
    name: 'REDRESS_REPLY_ADDRESS',
    good: [['reply@helpline.example', { replyAddress: 'reply@helpline.example' }]],
    bad: ['canary', 'a@b@c'],
  },
  { name: 'REDRESS_CHROMIUM', good: [['/usr/bin/chromium', { chromium: '/usr/bin/chromium' }]], bad: [] },
  {
    name: 'REDRESS_ALLOW_NETWORKS',
    good: [['10.0.0.0/8, 192.168.1.0/24', { allowNetworks: ['10.0.0.0/8', '192.168.1.0/24'] }]],
    bad: [],
  },
  { name: 'REDRESS_HTTP_HOST', good: [['0.0.0.0', { http: { host: '0.0.0.0', port: 8080 } }]], bad: [] },
  {
    name: 'REDRESS_HTTP_PORT',
    good: [
      ['0', { http: { host: '127.0.0.1', port: 0 } }],
      ['65535', { http: { host: '127.0.0.1', port: 65_535 } }],
    ],
    bad: ['-1', '65536', 'http', '80.5'],
  },
  {
    name: 'REDRESS_LOG_LEVEL',
    good: [
      ['debug', { logLevel: 'debug' }],
      ['silent', { logLevel: 'silent' }],
    ],
    bad: ['verbose', 'INFO'],
  },
  {
    name: 'REDRESS_CONCURRENCY_EMAIL',
    good: [['500', concurrency('email', 500)]],
    bad: ['0', '501', '1.5', 'x'],
  },
  { name: 'REDRESS_CONCURRENCY_API', good: [['1', concurrency('api', 1)]], bad: ['0', '501'] },
  { name: 'REDRESS_CONCURRENCY_CHECK', good: [['7', concurrency('check', 7)]], bad: ['0', '501'] },
  { name: 'REDRESS_CONCURRENCY_FORM', good: [['20', concurrency('form', 20)]], bad: ['0', '21'] },
];

describe.each(SETTINGS)('$name', ({ name, good, bad }) => {
  it.each(good.map(([text, meant]) => ({ text, meant })))('takes $text', ({ text, meant }) => {
    expect(read({ [name]: text })).toMatchObject(meant);
  });

  it.each(bad.map((text) => ({ text })))('refuses $text, and the error names the variable', ({ text }) => {
    const error = errorOf(() => read({ [name]: text }));
    expect(error).toMatchObject({ code: 'config_invalid', field: name });
    expect(error.message).toContain(name);
    expect(`${error.message}${error.cure}`).not.toContain('canary');
  });
});

describe('practice platforms of another process', () => {
  it('are named by both of their addresses', () => {
    const env = { REDRESS_PRACTICE_HTTP: '127.0.0.1:8025', REDRESS_PRACTICE_SMTP: '127.0.0.1:2525' };
    expect(read(env).practice).toEqual({
      http: { address: '127.0.0.1', port: 8025 },
      smtp: { address: '127.0.0.1', port: 2525 },
    });
  });

  it.each([
    ['REDRESS_PRACTICE_HTTP', 'REDRESS_PRACTICE_SMTP'],
    ['REDRESS_PRACTICE_SMTP', 'REDRESS_PRACTICE_HTTP'],
  ])('with %s alone are refused, and the error names %s', (given, missing) => {
    const error = errorOf(() => read({ [given]: '127.0.0.1:1' }));
    expect(error).toMatchObject({ code: 'config_invalid', field: missing });
  });

  it.each(['8025', '127.0.0.1', '127.0.0.1:', ':8025', '127.0.0.1:99999', '127.0.0.1:0'])(
    'do not listen at %s',
    (address) => {
      const env = { REDRESS_PRACTICE_HTTP: address, REDRESS_PRACTICE_SMTP: '127.0.0.1:2525' };
      expect(errorOf(() => read(env))).toMatchObject({
        code: 'config_invalid',
        field: 'REDRESS_PRACTICE_HTTP',
      });
    },
  );
});

it('all bad variables are named at once', () => {
  const error = errorOf(() => read({ REDRESS_MODE: 'x', REDRESS_HTTP_PORT: 'y', REDIS_URL: 'z' }));
  for (const name of ['REDRESS_MODE', 'REDRESS_HTTP_PORT', 'REDIS_URL'])
    expect(error.message).toContain(name);
});

describe('secrets', () => {
  const dir = mkdtempSync(join(tmpdir(), 'redress-secrets-'));
  writeFileSync(join(dir, 'cloudflare-token'), 'from the file\n');
  afterAll(() => rmSync(dir, { recursive: true }));

  it.each([
    ['from the environment', { REDRESS_SECRET_CLOUDFLARE_TOKEN: 'from env' }, 'from env'],
    ['from a file', { REDRESS_SECRETS_DIR: dir }, 'from the file'],
    [
      'from the environment before the file',
      { REDRESS_SECRETS_DIR: dir, REDRESS_SECRET_CLOUDFLARE_TOKEN: 'from env' },
      'from env',
    ],
    ['from nowhere', {}, undefined],
  ])('are taken %s', (_, env, value) => {
    expect(read(env).secrets.get('cloudflare-token')).toBe(value);
  });

  it('that nobody gave are not there', () => {
    expect(read({ REDRESS_SECRETS_DIR: dir }).secrets.get('absent')).toBeUndefined();
  });
});
