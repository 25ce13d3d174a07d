import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../../src/app/package-root.ts';
import { EFFECT_KINDS } from '../../../src/flow/ports.ts';
import { openQueue } from '../../../src/queue/open.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';
import { recorder, until } from './support/recorder.ts';

let server: TestRedis;
let admin: Redis;
let rules: readonly string[];
beforeAll(async () => {
  server = await startRedis();
  admin = new Redis(server.url);
  // The rules are those that operators are told, so that what is written there is what works.
  const guide = await readFile(join(packageRoot(), 'docs', 'operations.md'), 'utf8');
  const [, written] = /^ACL SETUSER redress (.+)$/m.exec(guide) ?? [];
  rules = written?.split(' ') ?? [];
  await admin.call('ACL', 'SETUSER', 'redress', ...rules);
});
afterAll(async () => {
  admin.disconnect();
  await server.stop();
});

const url = (): string => server.url.replace('//', '//redress:SECRET@');

describe('a user of Redis with the rules of docs/operations.md', () => {
  it('has no dangerous command, and no key or channel but those of the queue', () => {
    expect(rules).toContain('~redress:*');
    expect(rules).toContain('resetchannels');
    expect(rules).toContain('-@all');
    expect(rules.join(' ')).not.toMatch(/\+@(all|admin|dangerous)|~\*|allkeys|nopass/);
  });

  it('may do all that the queues do, and Redis denies nothing', async () => {
    await admin.call('ACL', 'LOG', 'RESET');
    const logger = recorder();
    const queue = await openQueue({
      redisUrl: url(),
      logger,
      stalling: { lock: 2_000, interval: 1_000 },
    });
    const done = new Set<string>();
    for (const kind of EFFECT_KINDS) {
      await queue.work(kind, 3, async ({ id }) => {
        done.add(id);
        if (id.endsWith('-fails')) throw new Error('as bugs do');
      });
      await queue.add(
        kind,
        ['first', 'second', 'fails'].map((name) => ({ id: `${kind}-${name}`, takedownId: 'td_1', kind })),
      );
    }
    await until(() => done.size === 3 * EFFECT_KINDS.length);
    // A job that a killed process left behind is found and done.
    const script = join(import.meta.dirname, 'support', 'abandon.process.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', script, 'redis', url()], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await queue.close(5_000);
    const next = await openQueue({ redisUrl: url(), logger, stalling: { lock: 2_000, interval: 1_000 } });
    await next.add('email', [{ id: 'abandoned-1', takedownId: 'td_1', kind: 'email' }]);
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    await next.work('email', 1, async ({ id }) => void done.add(id));
    await until(() => done.has('abandoned-1'));
    await until(async () => (await next.counts()).email.active === 0);
    await next.ping();
    await next.close(5_000);
    expect(await admin.call('ACL', 'LOG')).toEqual([]);
    expect(logger.lines.filter((line) => line.message.includes('trouble'))).toEqual([]);
  });

  it('may not read what others keep there', async () => {
    const client = new Redis(url(), { lazyConnect: true, retryStrategy: () => null });
    client.on('error', () => undefined);
    await client.connect();
    await expect(client.get('someone:else')).rejects.toThrow(/NOPERM/);
    await expect(client.keys('*')).rejects.toThrow(/NOPERM/);
    await expect(client.flushall()).rejects.toThrow(/NOPERM/);
    client.disconnect();
  });
});
