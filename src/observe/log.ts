import { type DestinationStream, pino } from 'pino';
import type { Logger } from '../flow/ports.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * The only fields that a log line may have. Red data cannot reach a log by a careless field, for a field that is not
 * listed is dropped; messages are literals in the code. Errors are reduced to name and code, since the text of an
 * error from outside may quote an address or a body.
 */
const ALLOWED = new Set([
  'takedown',
  'job',
  'attempt',
  'recipient',
  'channel',
  'kind',
  'code',
  'error',
  'reason',
  'repeated',
  'at',
  'worker',
  'count',
  'queue',
  'port',
  'mode',
  'role',
  'signal',
  'ms',
  'networks',
  'version',
  'address',
  'backend',
  'path',
  'secret',
  'status',
  'route',
  'token',
  'request',
  'pid',
]);

/** A logger that writes JSON lines with ids and codes, and nothing red; to standard output if not told where. */
export function createLog(level: LogLevel, destination = standardOutput()): Logger {
  const log = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    debug: (fields, message) => log.debug(allowed(fields), message),
    info: (fields, message) => log.info(allowed(fields), message),
    warn: (fields, message) => log.warn(allowed(fields), message),
    error: (fields, message) => log.error(allowed(fields), message),
  };
}

/** What is kept of a log that cannot be written, until it can be again. */
const MOST_UNWRITTEN = 1_000_000;

/**
 * Standard output. A full disk or a reader that has gone must not end the work: lines wait for space, and when there
 * are too many of them, later ones are dropped.
 */
function standardOutput(): DestinationStream {
  const stream = pino.destination({ dest: 1, sync: true, maxLength: MOST_UNWRITTEN });
  stream.on('error', () => undefined);
  return stream;
}

function allowed(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => ALLOWED.has(name))
      .map(([name, value]) => [name, plain(value)]),
  );
}

function plain(value: unknown): unknown {
  if (value instanceof Error) {
    const code: unknown = Reflect.get(value, 'code');
    return typeof code === 'string' ? `${value.name} ${code}` : value.name;
  }
  if (Array.isArray(value)) return frames(value);
  if (typeof value === 'string') return value.slice(0, 300);
  return typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

/** The only list there is: where an error was thrown, in the code. */
function frames(value: readonly unknown[]): string | undefined {
  const found = value.filter((one) => typeof one === 'string' && /^at .+:\d+:\d+\)?$/.test(one));
  return found.length === 0 ? undefined : found.join(' < ').slice(0, 600);
}
