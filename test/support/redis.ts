import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

export interface TestRedis {
  readonly url: string;
  readonly port: number;
  /** Stops the server; what it held is lost, as when a Redis without persistence dies. */
  stop(): Promise<void>;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || address === null) {
    throw new Error('no free port on 127.0.0.1');
  }
  return address.port;
}

async function answers(port: number): Promise<boolean> {
  const client = new Redis({
    port,
    host: '127.0.0.1',
    lazyConnect: true,
    retryStrategy: () => null,
    enableReadyCheck: true,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    client.disconnect();
  }
}

/** A real redis-server on a free loopback port, without persistence. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  let child: ReturnType<typeof spawn> | undefined;

  const start = async (): Promise<void> => {
    const own = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    const started = spawn('redis-server', [...own, '--dir', tmpdir()], { stdio: 'ignore' });
    let failure: string | undefined;
    started.once('error', (error) => {
      failure = `redis-server cannot be started (${error.message}): install it, e.g. apt-get install redis-server`;
    });
    started.once('exit', (code) => {
      failure ??= `redis-server ended with ${code}`;
    });
    child = started;
    for (let look = 0; look < 400; look += 1) {
      if (failure !== undefined) {
        throw new Error(failure);
      }
      if (await answers(port)) {
        return;
      }
      await sleep(25);
    }
    throw new Error('redis-server did not answer');
  };

  const halt = async (): Promise<void> => {
    if (child !== undefined && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }
    child = undefined;
  };

  await start();
  return { url: `redis://127.0.0.1:${port}`, port, start, stop: halt };
}
