import { serve } from '@hono/node-server';
import { Hono } from 'hono';

export interface Health {
  /** Throws when a part that the process needs cannot be reached. */
  readonly ready: () => Promise<void>;
  readonly version: string;
}

/** `/livez`: the process turns. `/readyz`: it can work, so traffic and jobs may come. */
export function healthRoutes({ ready, version }: Health): Hono {
  const app = new Hono();
  app.get('/livez', (c) => c.json({ status: 'ok', version }));
  app.get('/readyz', async (c) => {
    try {
      await ready();
      return c.json({ status: 'ready', version });
    } catch {
      return c.json({ status: 'not ready', version }, 503);
    }
  });
  return app;
}

export interface HttpServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens; rejects with the system's error when the port is taken. */
export function listen(app: Hono, host: string, port: number): Promise<HttpServer> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, (info) => {
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
