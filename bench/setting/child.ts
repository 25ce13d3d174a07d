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
  return start(path, args, ['--import', import.meta.resolve('tsx'), ...flags]);
}

/** The same for a file that was compiled, with the flags of the process that measures. */
export function startBuilt(path: string, args: readonly string[]): Child {
  return start(
    path,
    args,
    process.execArgv.filter((flag) => flag.startsWith('--max-')),
  );
}

function start(file: string, args: readonly string[], execArgv: readonly string[]): Child {
  const child = fork(file, [...args], {
    execArgv: [...execArgv],
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
