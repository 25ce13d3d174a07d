import { RedressError } from '../../domain/errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Output } from './output.ts';

const UNREACHABLE = new Set([
  'database_unreachable',
  'database_start_failed',
  'queue_unreachable',
  'redis_unreachable',
]);

/** Says what went wrong and what to do; a bug also shows where, since somebody must mend it. */
export function reportError(error: unknown, out: Output): ExitCode {
  if (error instanceof RedressError) {
    out.data({ error: error.toProblem() });
    if (!out.json) {
      out.note(`${error.message} [${error.code}]`);
      if (error.cure !== undefined) out.note(`What to do: ${error.cure}`);
    }
    return UNREACHABLE.has(error.code) ? EXIT.unreachable : EXIT.input;
  }
  const name = error instanceof Error ? error.name : 'unknown error';
  out.data({ error: { code: 'bug', message: name } });
  out.note(`Redress has a bug: ${name}. Please report it with these lines; they hold no text of a case.`);
  out.note(placeOf(error));
  return EXIT.bug;
}

/** The stack without its message: a message from below may quote data. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error) || error.stack === undefined) return '';
  const from = error.stack.lastIndexOf(error.message);
  return error.stack
    .slice(from < 0 ? 0 : from + error.message.length)
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .join('\n');
}
