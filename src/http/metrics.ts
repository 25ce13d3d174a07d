import { Hono } from 'hono';

export type ReadMetrics = () => Promise<{ readonly contentType: string; readonly text: string }>;

/** `/metrics`: the figures of this process and of the ledger, for Prometheus. They hold nothing red. */
export function metricsRoutes(read: ReadMetrics): Hono {
  const app = new Hono();
  app.get('/metrics', async (c) => {
    const { contentType, text } = await read();
    return c.body(text, 200, { 'content-type': contentType, 'cache-control': 'no-store' });
  });
  return app;
}
