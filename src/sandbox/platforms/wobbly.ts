import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { hasBearer, PRACTICE_SECRETS, unauthorised } from '../base/auth.ts';
import { htmlPage } from '../base/page.ts';
import type { Base, PracticePlatform } from '../base/platform.ts';
import { Reports, readReport, receive } from '../base/report-api.ts';
import { makeSite, platformOf } from '../base/site.ts';

/**
 * An API that fails in every way, the same way for each notice: 503; then it takes the report but answers after the
 * caller has given up; then it drops the connection; from the fourth try on it answers, with the report it has had
 * since the second. A caller that changes its Idempotency-Key between tries files several reports, and the log tells.
 */
export function wobbly(base: Base): PracticePlatform {
  const site = makeSite(base, {
    name: 'wobbly',
    title: 'Wobbly',
    gone: (c) => c.html(htmlPage('Wobbly', '<h1>Not found</h1>'), 404),
  });
  const reports = new Reports('WB', base.clock);

  site.app.post('/api/reports', async (c) => {
    const incoming = await receive(c, site);
    if (!hasBearer(c, PRACTICE_SECRETS['practice-wobbly-token'])) return unauthorised(c);
    if (incoming.arrival === 1) return c.json({ error: 'try_later' }, 503);
    if (incoming.arrival === 3) {
      c.env.incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    }
    const ids = readReport(c, site, incoming);
    if (ids instanceof Response) return ids;
    const report = reports.file(incoming.key, ids);
    site.log.accept(incoming.key, incoming.body, ids);
    for (const id of ids) site.posts.takeDown(id, base.clock.seconds(2));
    if (incoming.arrival === 2) await base.clock.pause(base.clock.seconds(6));
    return c.json({ report: report.id }, incoming.arrival === 2 ? 201 : 200);
  });
  return platformOf(site, { reset: () => reports.reset() });
}
