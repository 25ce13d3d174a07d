import type { Command } from 'commander';
import { type CommonOptions, type Context, createContext } from './context.ts';
import type { ExitCode } from './exit-codes.ts';
import { reportError } from './output/errors.ts';

/** Wraps a command's work: every command takes --json, reports errors the same way and sets the exit code. */
export function action<O extends CommonOptions, A extends (string | undefined | readonly string[])[] = []>(
  work: (context: Context, options: O, ...args: A) => Promise<ExitCode>,
) {
  return async function run(this: Command, ..._given: unknown[]): Promise<void> {
    const options = this.optsWithGlobals<O>();
    const context = createContext(options);
    // Node would print the words of an error that nobody caught, and they may quote a case.
    process.once('uncaughtException', (error) => process.exit(reportError(error, context.out)));
    try {
      // Commander has checked the number of arguments by the command's own declaration.
      process.exitCode = await work(context, options, ...(this.processedArgs as A));
    } catch (error) {
      process.exitCode = reportError(error, context.out);
    }
  };
}
