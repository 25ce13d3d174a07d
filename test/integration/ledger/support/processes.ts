import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface LedgerProcess {
  readonly url: string;
  /** Closes the ledger as a clean end does. */
  close(): Promise<void>;
  /** kill -9 */
  kill(): Promise<void>;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    await once(child, 'exit');
  }
}

/** Opens the ledger in a real process; fails with what it wrote when it does not come up. */
export async function startProcess(args: readonly string[], cwd = process.cwd()): Promise<LedgerProcess> {
  const script = join(import.meta.dirname, 'open.process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += String(chunk);
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk) => resolve(String(chunk).trim()));
    child.once('exit', (code) => reject(new Error(`the process ended with ${code}: ${said}`)));
  });
  return {
    url,
    close: async () => {
      child.stdin.write('close\n');
      await ended(child);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended(child);
    },
  };
}
