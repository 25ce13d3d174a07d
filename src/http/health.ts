import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Millis } from '../domain/time.ts';
import { SECOND } from '../domain/time.ts';

/** Whether the process does its work, and the figures that say so. */
export interface Liveness {
  /** What hangs; undefined when nothing does. */
  readonly stuck: string | undefined;
  readonly figures: Readonly<Record<string, number | null>>;
}

export interface Health {
  readonly alive: () => Liveness;
  /** What the process needs, each with a question that is answered when it can be reached, and throws otherwise. */
  readonly parts: Readonly<Record<string, () => Promise<unknown>>>;
  readonly version: string;
}

/** Whoever asks gives up soon: a part that has not answered by then counts as away. */
const ANSWERS_WITHIN: Millis = 3 * SECOND;

/**
 * `/livez`: the process turns and does not hang; should it fail, only a new process helps. `/readyz`: all that it needs
 * answers, so traffic and jobs may come; should it fail, a new process helps nothing.
 */
export function healthRoutes({ alive, parts, version }: Health): Hono {
  const app = new Hono();
  app.get('/livez', (c) => {
    const { stuck, figures } = alive();
    return stuck === undefined
      ? c.json({ status: 'ok', version, ...figures })
      : c.json({ status: 'stuck', version, stuck, ...figures }, 503);
  });
  app.get('/readyz', async (c) => {
    const states = await Promise.all(
      Object.entries(parts).map(async ([name, ask]) => [name, await stateOf(ask)] as const),
    );
    const ready = states.every(([, state]) => state === 'ok');
    const body = { status: ready ? 'ready' : 'not ready', version, parts: Object.fromEntries(states) };
    return c.json(body, ready ? 200 : 503);
  });
  return app;
}

async function stateOf(ask: () => Promise<unknown>): Promise<'ok' | 'away'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'away'>((resolve) => {
    timer = setTimeout(() => resolve('away'), ANSWERS_WITHIN);
  });
  const asked = ask().then(
    () => 'ok' as const,
    () => 'away' as const,
  );
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

export interface HttpServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens; rejects with the system's error when the port is taken. */
export function listen(app: Hono, host: string, port: number): Promise<HttpServer> {
  return new Promise((resolve, reject) => {
    // Whoever sends slowly on purpose must not hold connections for long.
    // A proxy keeps its connections for a minute mostly: it must not find them closed when it sends the next request.
    const serverOptions = {
      headersTimeout: 10 * SECOND,
      requestTimeout: 60 * SECOND,
      keepAliveTimeout: 65 * SECOND,
    };
    const server = serve({ fetch: app.fetch, hostname: host, port, serverOptions }, (info) => {
      resolve({
        port: info.port,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      });
    });
    server.on('error', reject);
  });
}
