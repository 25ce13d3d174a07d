import { Hono } from 'hono';
import { STATUSES, statusOf, titleOf } from './statuses.ts';

/** `/problems/<code>`: what the `type` of a problem leads to. */
export function problemPages(): Hono {
  const app = new Hono();
  app.get('/problems/:code', (c) => {
    const code = c.req.param('code');
    const known = Object.hasOwn(STATUSES, code) || MORE.has(code);
    if (!known) return c.json({ title: 'There is no such problem.' }, 404);
    return c.json({ code, title: titleOf(code), status: statusOf(code), documentation: 'docs/errors.md' });
  });
  return app;
}

/** Those that are answered with 422. */
const MORE: ReadonlySet<string> = new Set([
  'request_invalid',
  'idempotency_mismatch',
  'task_incomplete',
  'desk_unknown',
  'helpline_unknown',
  'share_self',
  'csv_encoding',
  'csv_invalid',
  'csv_columns',
  'csv_too_long',
  'url_malformed',
  'url_scheme',
  'url_userinfo',
  'cursor_invalid',
  'webhook_url',
  'webhook_event',
  'webhook_too_many',
  'event_unknown',
]);
