import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { builtProgram } from '../../e2e/support/built.ts';
import type { Environment, Serving } from '../../e2e/support/redress.ts';

export type Mute = Pick<Serving, 'kill' | 'clear' | 'ended' | 'err'> & {
  /** Nobody reads its log any more. */
  deafen(): void;
};

/** A process whose log goes to a device (a full one), or to a reader that may go. */
export async function serveMutely(env: Environment, log: '/dev/full' | 'a reader'): Promise<Mute> {
  const main = await builtProgram();
  const out = log === 'a reader' ? 'pipe' : openSync(log, 'w');
  const child: ChildProcess = spawn(process.execPath, [main, 'serve'], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], REDRESS_HTTP_PORT: '0', ...env },
    stdio: ['ignore', out, 'pipe'],
  });
  if (typeof out === 'number') closeSync(out);
  const closed = once(child, 'close');
  let err = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  child.stdout?.resume();
  return {
    err: () => err,
    kill: (signal) => void child.kill(signal),
    clear: () => void child.kill('SIGKILL'),
    deafen: () => void child.stdout?.destroy(),
    ended: async () => {
      const from = Date.now();
      const [code] = await closed;
      return { code, ms: Date.now() - from };
    },
  };
}
