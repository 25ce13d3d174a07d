import { once } from 'node:events';
import { createServer } from 'node:net';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openQueue } from '../../../src/queue/open.ts';
import { parseRedisUrl } from '../../../src/queue/redis-address.ts';
import type { TestRedis } from '../../support/redis.ts';
import { startRedis } from '../../support/redis.ts';
import { recorder } from './support/recorder.ts';

describe('an address of Redis', () => {
  it.each([
    ['redis://localhost', { host: 'localhost', port: 6379, db: 0 }],
    ['redis://:p%40ss@10.0.0.1:7000/3', { host: '10.0.0.1', port: 7000, db: 3, password: 'p@ss' }],
    [
      'rediss://ada:secret@redis.example',
      { host: 'redis.example', port: 6379, db: 0, username: 'ada', password: 'secret', tls: {} },
    ],
    ['redis://[::1]:6380/', { host: '::1', port: 6380, db: 0 }],
    [
      'redis-sentinel://ada:secret@s1.example:26379,s2.example/main/2',
      {
        sentinels: [
          { host: 's1.example', port: 26379 },
          { host: 's2.example', port: 26379 },
        ],
        name: 'main',
        db: 2,
        username: 'ada',
        password: 'secret',
      },
    ],
    [
      'rediss-sentinel://s1.example/main?sentinelUsername=u&sentinelPassword=p',
      {
        sentinels: [{ host: 's1.example', port: 26379 }],
        name: 'main',
        db: 0,
        tls: {},
        sentinelTLS: {},
        enableTLSForSentinelMode: true,
        sentinelUsername: 'u',
        sentinelPassword: 'p',
      },
    ],
  ])('%s is understood', (text, options) => {
    expect(parseRedisUrl(text)).toEqual(options);
  });

  it.each([
    'http://localhost',
    'localhost:6379',
    'redis://',
    'redis://a,b',
    'redis://a/x',
    'redis://a/1/2',
    'redis-sentinel://a,b',
    'redis-sentinel://a/main/x',
  ])('%s is refused, with how to write it', (text) => {
    expect(() => parseRedisUrl(text)).toThrow(
      expect.objectContaining({ code: 'queue_url_invalid', cure: expect.stringContaining('rediss://') }),
    );
  });
});

describe('a Redis that asks for a user', () => {
  let server: TestRedis;
  beforeAll(async () => {
    server = await startRedis();
    const admin = new Redis(server.url);
    await admin.call('ACL', 'SETUSER', 'ada', 'on', '>secret', '~*', '&*', '+@all');
    admin.disconnect();
  });
  afterAll(() => server.stop());

  it('is opened with user and password, and not with a wrong one', async () => {
    const queue = await openQueue({
      redisUrl: server.url.replace('//', '//ada:secret@'),
      logger: recorder(),
    });
    await queue.add('email', [{ id: 'a-1', takedownId: 'td_1', kind: 'email' }]);
    expect((await queue.counts()).email.waiting).toBe(1);
    await queue.close(1_000);
    const wrong = openQueue({ redisUrl: server.url.replace('//', '//ada:canary@'), logger: recorder() });
    const error = await wrong.catch((failure: unknown) => failure);
    expect(error).toMatchObject({ code: 'queue_unreachable' });
    expect(String(error)).not.toContain('canary');
  });
});

describe('something else that listens there', () => {
  it('is not taken for a Redis', async () => {
    const other = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(
      0,
      '127.0.0.1',
    );
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const opening = openQueue({ redisUrl: `redis://127.0.0.1:${port}`, logger: recorder() });
    await expect(opening).rejects.toMatchObject({ code: 'queue_unreachable' });
    other.close();
  });
});
