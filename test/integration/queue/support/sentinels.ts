import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { tempFolder } from '../../../support/temp-folder.ts';
import { freePort, type Server, startServer } from './servers.ts';

/** A primary, its replica, and three sentinels that watch them. */
export interface Watched {
  /** What REDIS_URL is for them. */
  readonly url: string;
  readonly primary: Server;
  /** The port of who is the primary by the word of the first sentinel. */
  primaryPort(): Promise<number>;
  stop(): Promise<void>;
}

const NAME = 'redress-queue';

export async function startWatched(): Promise<Watched> {
  const folder = await tempFolder('sentinels');
  const started: Server[] = [];
  const open = async (name: string, port: number, args: readonly string[]): Promise<Server> => {
    const own = join(folder.path, name);
    await mkdir(own);
    const server = await startServer(port, args, own);
    started.push(server);
    return server;
  };
  const stop = async (): Promise<void> => {
    for (const server of [...started].reverse()) await server.kill();
    await folder.remove();
  };
  try {
    const base = (port: number) => ['--port', String(port), '--bind', '127.0.0.1', '--save', ''];
    const [first, second] = [await freePort(), await freePort()];
    const primary = await open('primary', first, base(first));
    await open('replica', second, [...base(second), '--replicaof', `127.0.0.1 ${first}`]);
    const ports: number[] = [];
    for (const name of ['s1', 's2', 's3']) {
      const port = await freePort();
      const file = join(folder.path, `${name}.conf`);
      // A sentinel keeps what it knows in its own file.
      await writeFile(
        file,
        [
          `port ${port}`,
          'bind 127.0.0.1',
          `sentinel monitor ${NAME} 127.0.0.1 ${first} 2`,
          `sentinel down-after-milliseconds ${NAME} 1000`,
          `sentinel failover-timeout ${NAME} 5000`,
          `sentinel parallel-syncs ${NAME} 1`,
          '',
        ].join('\n'),
      );
      await open(name, port, [file, '--sentinel']);
      ports.push(port);
    }
    const sentinel = new Redis({ port: ports[0] ?? 0, host: '127.0.0.1', maxRetriesPerRequest: 3 });
    sentinel.on('error', () => undefined);
    started.push({ port: 0, kill: async () => sentinel.disconnect() });
    await knowEachOther(sentinel);
    return {
      url: `redis-sentinel://${ports.map((port) => `127.0.0.1:${port}`).join(',')}/${NAME}/0`,
      primary,
      primaryPort: async () => {
        const answer = await sentinel.call('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', NAME);
        return Array.isArray(answer) ? Number(answer[1]) : 0;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Until the sentinels have found each other and the replica, nobody can take the primary's place. */
async function knowEachOther(sentinel: Redis): Promise<void> {
  for (let look = 0; look < 400; look += 1) {
    const [others, replicas] = await Promise.all(
      ['SENTINELS', 'REPLICAS'].map((what) => sentinel.call('SENTINEL', what, NAME)),
    );
    const health = await sentinel.call('SENTINEL', 'CKQUORUM', NAME).catch(() => 'not yet');
    const known =
      Array.isArray(others) && others.length === 2 && Array.isArray(replicas) && replicas.length === 1;
    if (
      known &&
      String(health).startsWith('OK') &&
      JSON.stringify(replicas).includes('"master-link-status","ok"')
    )
      return;
    await sleep(50);
  }
  throw new Error('the sentinels did not find each other');
}
