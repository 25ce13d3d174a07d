import { hasBasic, PRACTICE_SECRETS, unauthorised } from '../base/auth.ts';
import { htmlPage } from '../base/page.ts';
import type { Base, PracticePlatform } from '../base/platform.ts';
import { Reports, readReport, receive } from '../base/report-api.ts';
import { makeSite, platformOf } from '../base/site.ts';

/** Geo-blocks instead of removing: 451 (RFC 7725) here, while others elsewhere still see the post. */
export function borderline(base: Base): PracticePlatform {
  const site = makeSite(base, {
    name: 'borderline',
    title: 'Borderline',
    gone: (c) => c.html(htmlPage('Borderline', '<h1>Not available in your country</h1>'), 451),
  });
  const reports = new Reports('BL', base.clock);
  site.app.post('/api/reports', async (c) => {
    const incoming = await receive(c, site);
    const user = PRACTICE_SECRETS['practice-borderline-user'];
    if (!hasBasic(c, user, PRACTICE_SECRETS['practice-borderline-password'])) return unauthorised(c);
    const ids = readReport(c, site, incoming);
    if (ids instanceof Response) return ids;
    const report = reports.file(incoming.key, ids);
    site.log.accept(incoming.key, incoming.body, ids);
    for (const id of ids) site.posts.takeDown(id, base.clock.seconds(1));
    return c.json({ report: report.id }, 201);
  });
  return platformOf(site, { reset: () => reports.reset() });
}
