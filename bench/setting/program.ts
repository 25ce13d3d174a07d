import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Program {
  /** Rejects when it ends by itself with a failure; never resolves. */
  readonly failed: Promise<never>;
  /** Asks it to end, and waits until it has. */
  end(): Promise<void>;
}

/** Starts a compiled program with nothing of our own environment but the path. Its log is thrown away. */
export function startProgram(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Program {
  const child = spawn(process.execPath, [file, ...args], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'ignore', 2],
  });
  const ended = once(child, 'exit');
  const failed = ended.then(([code]) =>
    code === 0
      ? new Promise<never>(() => undefined)
      : Promise.reject(new Error(`${file} ended with ${String(code)}`)),
  );
  failed.catch(() => undefined);
  return {
    failed,
    end: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}
