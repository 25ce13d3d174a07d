import { PRACTICE_SECRETS, unauthorised } from '../base/auth.ts';
import { htmlPage } from '../base/page.ts';
import type { Base, PracticePlatform } from '../base/platform.ts';
import { Reports, readReport, receive } from '../base/report-api.ts';
import { makeSite, platformOf } from '../base/site.ts';

/** Removes at the first report; eleven seconds later the image is back, once. The second report settles it. */
export function boomerang(base: Base): PracticePlatform {
  const { clock } = base;
  const site = makeSite(base, {
    name: 'boomerang',
    title: 'Boomerang',
    gone: (c) => c.html(htmlPage('Boomerang', '<h1>Not found</h1>'), 404),
  });
  const reports = new Reports('BM', clock);
  const returned = new Set<string>();

  site.app.post('/api/reports', async (c) => {
    const incoming = await receive(c, site);
    if (c.req.header('X-Api-Key') !== PRACTICE_SECRETS['practice-boomerang-key']) return unauthorised(c);
    const ids = readReport(c, site, incoming);
    if (ids instanceof Response) return ids;
    // The same notice once more, after a lost answer, is no second notice.
    const known = reports.knows(incoming.key);
    const report = reports.file(incoming.key, ids);
    site.log.accept(incoming.key, incoming.body, ids);
    for (const id of known ? [] : ids) {
      site.posts.takeDown(id, clock.seconds(1), returned.has(id) ? undefined : clock.seconds(11));
      returned.add(id);
    }
    return c.json({ report: report.id }, known ? 200 : 201);
  });
  return platformOf(site, {
    reset: () => {
      reports.reset();
      returned.clear();
    },
  });
}
