import { hasBearer, PRACTICE_SECRETS, unauthorised } from '../base/auth.ts';
import { htmlPage } from '../base/page.ts';
import { type Base, hostOf, type PracticePlatform } from '../base/platform.ts';
import { type Report, Reports, readReport, receive } from '../base/report-api.ts';
import { makeSite, platformOf } from '../base/site.ts';

/**
 * The well-behaved API: bearer token, idempotency, a rate limit now and then, a status to poll, and a CDN that
 * keeps its copy one second longer than the page.
 */
export function pixhub(base: Base): PracticePlatform {
  const { clock } = base;
  const site = makeSite(base, {
    name: 'pixhub',
    title: 'Pixhub',
    gone: (c) => c.html(htmlPage('Pixhub', '<h1>Not found</h1>'), 404),
    cdn: { host: `cdn.${hostOf('pixhub')}`, lag: clock.seconds(1) },
  });
  const reports = new Reports('PX', clock);
  let limitedAt: number | undefined;

  /** A minute from the last refusal, not of the clock on the wall: a repeat after a second is never refused again. */
  function firstOfMinute(): boolean {
    const now = clock.now();
    const minute = clock.seconds(60);
    if (limitedAt !== undefined && (minute === 0 || now - limitedAt < minute)) return false;
    limitedAt = now;
    return true;
  }

  function stateOf(report: Report): 'received' | 'in_review' | 'removed' {
    const age = clock.now() - report.at;
    if (age >= clock.seconds(2)) return 'removed';
    return age < clock.seconds(0.5) ? 'received' : 'in_review';
  }

  site.app.post('/api/v1/reports', async (c) => {
    const incoming = await receive(c, site);
    if (!hasBearer(c, PRACTICE_SECRETS['practice-pixhub-token'])) return unauthorised(c);
    if (firstOfMinute()) return c.json({ error: 'rate_limited' }, 429, { 'Retry-After': '1' });
    const ids = readReport(c, site, incoming);
    if (ids instanceof Response) return ids;
    const report = reports.file(incoming.key, ids);
    site.log.accept(incoming.key, incoming.body, ids);
    for (const id of ids) site.posts.takeDown(id, clock.seconds(2));
    return c.json({ report: { id: report.id, state: stateOf(report) } }, 201);
  });

  site.app.get('/api/v1/reports/:id', (c) => {
    if (!hasBearer(c, PRACTICE_SECRETS['practice-pixhub-token'])) return unauthorised(c);
    const report = reports.get(c.req.param('id'));
    if (report === undefined) return c.json({ error: 'unknown_report' }, 404);
    return c.json({ report: { id: report.id, state: stateOf(report) } });
  });

  return platformOf(site, {
    reset: () => {
      reports.reset();
      limitedAt = undefined;
    },
  });
}
