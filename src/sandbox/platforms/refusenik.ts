import { hasBasic, hasBearer, PRACTICE_SECRETS, unauthorised } from '../base/auth.ts';
import { htmlPage } from '../base/page.ts';
import type { Base, PracticePlatform } from '../base/platform.ts';
import { Reports, readReport, receive } from '../base/report-api.ts';
import { makeSite, platformOf } from '../base/site.ts';

const ACCESS_TOKEN = 'practice-access-token-of-refusenik';

/** Takes the report (OAuth 2 client credentials), thinks, and says no with a reason. */
export function refusenik(base: Base): PracticePlatform {
  const { clock } = base;
  const site = makeSite(base, {
    name: 'refusenik',
    title: 'Refusenik',
    gone: (c) => c.html(htmlPage('Refusenik', '<h1>Not found</h1>'), 404),
  });
  const reports = new Reports('RF', clock);

  // RFC 6749 4.4; 2.3.1 lets a client name itself in the header or in the body.
  site.app.post('/oauth/token', async (c) => {
    const id = PRACTICE_SECRETS['practice-refusenik-client'];
    const secret = PRACTICE_SECRETS['practice-refusenik-client-secret'];
    const form = await c.req.parseBody();
    const inBody = form['client_id'] === id && form['client_secret'] === secret;
    if (!inBody && !hasBasic(c, id, secret)) return c.json({ error: 'invalid_client' }, 401);
    if (form['grant_type'] !== 'client_credentials') return c.json({ error: 'unsupported_grant_type' }, 400);
    return c.json({ access_token: ACCESS_TOKEN, token_type: 'Bearer', expires_in: 3600 });
  });

  site.app.post('/api/cases', async (c) => {
    const incoming = await receive(c, site);
    if (!hasBearer(c, ACCESS_TOKEN)) return unauthorised(c);
    const ids = readReport(c, site, incoming);
    if (ids instanceof Response) return ids;
    site.log.accept(incoming.key, incoming.body, ids);
    return c.json({ case: { id: reports.file(incoming.key, ids).id } }, 201);
  });

  site.app.get('/api/cases/:id', (c) => {
    if (!hasBearer(c, ACCESS_TOKEN)) return unauthorised(c);
    const report = reports.get(c.req.param('id'));
    if (report === undefined) return c.json({ error: 'unknown_case' }, 404);
    const decided = clock.now() - report.at >= clock.seconds(2);
    if (!decided) return c.json({ case: { id: report.id, state: 'open' } });
    return c.json({ case: { id: report.id, state: 'denied', reason: 'policy_not_violated' } });
  });
  return platformOf(site, { reset: () => reports.reset() });
}
