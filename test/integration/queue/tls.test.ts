import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EffectJob } from '../../../src/flow/ports.ts';
import { openQueue } from '../../../src/queue/open.ts';
import { parseRedisUrl } from '../../../src/queue/redis-address.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { type Authority, makeAuthority } from './support/authority.ts';
import { recorder, until } from './support/recorder.ts';
import { freePort, type Server, startServer } from './support/servers.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let authority: Authority;
let server: Server;
beforeAll(async () => {
  folder = await tempFolder('redis-tls');
  authority = await makeAuthority(folder.path);
  const port = await freePort();
  const { ca, cert, key } = authority.texts;
  server = await startServer(
    port,
    [
      ...['--port', '0', '--tls-port', String(port), '--bind', '127.0.0.1', '--save', ''],
      ...['--tls-cert-file', authority.server.cert, '--tls-key-file', authority.server.key],
      // Redis asks clients for a certificate of their own unless it is told not to.
      ...['--tls-ca-cert-file', authority.ca, '--tls-auth-clients', 'yes'],
    ],
    folder.path,
    { tls: { ca, cert, key } },
  );
});
afterAll(async () => {
  await server.kill();
  await folder.remove();
});

const address = (scheme: string, host: string, more: Readonly<Record<string, string>>): string =>
  `${scheme}://${host}:${server.port}/0?${new URLSearchParams(more)}`;

const own = () => ({ ca: authority.ca, ...authority.client });

describe('a Redis that speaks TLS, with a certificate of one’s own authority', () => {
  it('is used with the authority and the client’s certificate that REDIS_URL names', async () => {
    const queue = await openQueue({ redisUrl: address('rediss', '127.0.0.1', own()), logger: recorder() });
    const done: EffectJob[] = [];
    await queue.work('email', 2, async (job) => void done.push(job));
    await queue.add('email', [{ id: 'over-tls-1', takedownId: 'td_1', kind: 'email' }]);
    await until(() => done.length === 1);
    await queue.ping();
    await queue.close(2_000);
    expect(done).toEqual([{ id: 'over-tls-1', takedownId: 'td_1', kind: 'email' }]);
  });

  it('is used under another name than its certificate’s when REDIS_URL says so', async () => {
    const named = address('rediss', 'localhost', { ...own(), servername: 'redis.practice.test' });
    const queue = await openQueue({ redisUrl: named, logger: recorder() });
    await queue.ping();
    await queue.close(1_000);
  });

  it.each([
    ['its authority is not known', 'rediss', '127.0.0.1', ['cert', 'key']],
    ['its certificate carries another name', 'rediss', 'localhost', ['ca', 'cert', 'key']],
    ['the client does not show who it is', 'rediss', '127.0.0.1', ['ca']],
    ['it is asked without TLS', 'redis', '127.0.0.1', []],
  ] as const)(
    'is not used when %s',
    async (_, scheme, host, parameters) => {
      const given = Object.fromEntries(parameters.map((name) => [name, own()[name]]));
      const opening = openQueue({ redisUrl: address(scheme, host, given), logger: recorder() });
      await expect(opening).rejects.toMatchObject({ code: 'queue_unreachable', field: 'REDIS_URL' });
    },
    30_000,
  );
});

describe('the parameters of REDIS_URL for TLS', () => {
  it('are read from their files, for the sentinels too', () => {
    const { texts } = authority;
    const more = String(new URLSearchParams({ ...own(), servername: 'redis.practice.test' }));
    const tls = { ...texts, servername: 'redis.practice.test' };
    expect(parseRedisUrl(`rediss-sentinel://s1.example/main?${more}`)).toMatchObject({
      tls,
      sentinelTLS: tls,
      enableTLSForSentinelMode: true,
    });
  });

  it.each([
    ['an authority that is not there', 'rediss://a?ca=/nowhere/ca.pem', /ca= of REDIS_URL/],
    ['a certificate without its key', 'rediss://a?cert=/etc/hostname', /not an address/],
    ['TLS without TLS', 'redis://a?ca=/etc/hostname', /not an address/],
    ['a word that nobody knows', 'rediss://a?verify=no', /not an address/],
  ])('are refused: %s', (_, url, message) => {
    expect(() => parseRedisUrl(url)).toThrow(message);
  });
});
