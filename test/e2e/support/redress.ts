import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { builtProgram } from './built.ts';
import { eventually } from './eventually.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** What all commands of a test file wrote to standard error. */
export const standardErrors: string[] = [];

/** Runs a command of the built program to its end, with nothing of our own environment but the path. */
export async function redress(env: Environment, ...args: readonly string[]): Promise<Ended> {
  const child = await spawned(env, args);
  const [code] = await once(child.process, 'close');
  standardErrors.push(child.err());
  return { code, out: child.out(), err: child.err() };
}

/** Runs a command with --json and reads its answer; the exit code must be as expected. */
export async function answer<T>(
  env: Environment,
  shape: z.ZodType<T>,
  args: readonly string[],
  code = 0,
): Promise<T> {
  const ended = await redress(env, ...args, '--json');
  if (ended.code !== code) {
    throw new Error(`redress ${args[0]} ended with ${ended.code}, not ${code}:\n${ended.out}\n${ended.err}`);
  }
  return shape.parse(JSON.parse(ended.out));
}

/** A process that serves until it is told to end. */
export interface Serving {
  readonly pid: number;
  /** The log so far. */
  readonly log: () => string;
  readonly err: () => string;
  readonly port: number;
  kill(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void;
  /** Kills it if it still runs: a test that failed must not leave it behind. */
  clear(): void;
  /** Resolves with the exit code (null: killed) and how long it took from the call. */
  ended(): Promise<{ readonly code: number | null; readonly ms: number }>;
}

const Started = z.object({ msg: z.literal('redress started'), port: z.number() });

export async function serve(env: Environment, ...args: readonly string[]): Promise<Serving> {
  const child = await spawned({ REDRESS_HTTP_PORT: '0', ...env }, ['serve', ...args]);
  const closed = once(child.process, 'close');
  const started = (): z.infer<typeof Started> | undefined =>
    child
      .out()
      .split('\n')
      .filter((line) => line.includes('redress started'))
      .map((line) => Started.parse(JSON.parse(line)))[0];
  await eventually(
    () => ({ out: child.out(), err: child.err(), code: child.process.exitCode }),
    ({ code }) => started() !== undefined || code !== null,
    90_000,
  );
  const line = started();
  if (line === undefined) throw new Error(`serve did not start:\n${child.out()}\n${child.err()}`);
  return {
    pid: child.process.pid ?? 0,
    log: child.out,
    err: child.err,
    port: line.port,
    kill: (signal) => void child.process.kill(signal),
    clear: () => void child.process.kill('SIGKILL'),
    ended: async () => {
      const from = Date.now();
      const [code] = await closed;
      return { code, ms: Date.now() - from };
    },
  };
}

interface Spawned {
  readonly process: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
}

async function spawned(env: Environment, args: readonly string[]): Promise<Spawned> {
  const main = await builtProgram();
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const read = (stream: NodeJS.ReadableStream): (() => string) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
    return () => Buffer.concat(chunks).toString('utf8');
  };
  return { process: child, out: read(child.stdout), err: read(child.stderr) };
}
