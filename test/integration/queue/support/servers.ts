import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis, type RedisOptions } from 'ioredis';

/** A redis-server of the test's own kind, on a loopback port. */
export interface Server {
  readonly port: number;
  kill(): Promise<void>;
  /** It answers nothing any more, and closes no connection. */
  freeze?(): void;
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no free port on 127.0.0.1');
  return address.port;
}

/**
 * Starts `redis-server` with these arguments and waits until it answers as `how` asks. A Sentinel is the same program
 * (`--sentinel`), so that Debian's package redis-server is all that is needed.
 */
export async function startServer(
  port: number,
  args: readonly string[],
  folder: string,
  how: Omit<RedisOptions, 'replyMapping'> = {},
): Promise<Server> {
  const child = spawn('redis-server', [...args], { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2_000)));
  let failure: string | undefined;
  child.once('error', (error) => {
    failure = `redis-server cannot be started (${error.message}): install it, e.g. apt-get install redis-server`;
  });
  child.once('exit', (code) => {
    failure ??= `redis-server ended with ${code}:\n${said}`;
  });
  for (let look = 0; look < 400; look += 1) {
    if (failure !== undefined) throw new Error(failure);
    if (await answers(port, how))
      return { port, kill: () => end(child), freeze: () => void child.kill('SIGSTOP') };
    await sleep(25);
  }
  await end(child);
  throw new Error(`redis-server did not answer:\n${said}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function answers(port: number, how: Omit<RedisOptions, 'replyMapping'>): Promise<boolean> {
  const client = new Redis({ port, host: '127.0.0.1', lazyConnect: true, retryStrategy: () => null, ...how });
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
