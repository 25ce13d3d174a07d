import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Child {
  /** The next message of the child. Throws when it ends instead. */
  next(): Promise<unknown>;
  /** Told of every message from now on. */
  listen(tell: (message: unknown) => void): void;
  tell(message: string): void;
  end(): Promise<void>;
}

/** Runs a TypeScript file of the bench as a process of its own. What it prints goes to the standard error. */
export function startChild(file: string, args: readonly string[] = [], flags: readonly string[] = []): Child {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = fork(path, [...args], {
    execArgv: ['--import', import.meta.resolve('tsx'), ...flags],
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const ended = once(child, 'exit');
  return {
    next: async () => {
      const gone = ended.then(([code]) => {
        throw new Error(`${file} ended with ${String(code)}`);
      });
      const [message]: unknown[] = await Promise.race([once(child, 'message'), gone]);
      return message;
    },
    listen: (tell) => void child.on('message', tell),
    tell: (message) => void child.send(message),
    end: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    },
  };
}
