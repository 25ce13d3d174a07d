import { Agent, buildConnector, type Dispatcher } from 'undici';
import { defaultPort } from './target.ts';
import { type Admitted, type Guard, OutboundRefused } from './types.ts';

const SECONDS = 1_000;

/**
 * undici under the guard: every new connection is admitted first and goes to the very address that was admitted, so
 * that a name which answers differently the second time (DNS rebinding) gains nothing. Redirects are never followed
 * here. A refusal reaches the caller as the OutboundRefused itself.
 */
export function guardedDispatcher(guard: Guard): Dispatcher {
  const open = buildConnector({ timeout: 10 * SECONDS, maxCachedSessions: 100 });
  return new Agent({
    connect: (options, callback) => {
      admit(guard, options).then(
        ({ address, port, servername }) =>
          open({ ...options, host: address, hostname: address, port: String(port), servername }, callback),
        (error: unknown) => callback(error instanceof Error ? error : new OutboundRefused('url'), null),
      );
    },
    connections: 16,
    pipelining: 1,
    maxHeaderSize: 16 * 1024,
    headersTimeout: 30 * SECONDS,
    bodyTimeout: 30 * SECONDS,
    keepAliveTimeout: 4 * SECONDS,
    keepAliveMaxTimeout: 30 * SECONDS,
    maxResponseSize: 16 * 1024 * 1024,
  });
}

async function admit(guard: Guard, options: buildConnector.Options): Promise<Admitted> {
  const scheme = options.protocol === 'https:' ? 'https' : 'http';
  const port = options.port === '' ? defaultPort(scheme) : Number(options.port);
  return guard.admit(scheme, options.hostname, port);
}
