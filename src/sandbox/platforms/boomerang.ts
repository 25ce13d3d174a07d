import { PRACTICE_SECRETS, unauthorised } from '../base/auth.ts';
import { htmlPage } from '../base/page.ts';
import type { Base, PracticePlatform } from '../base/platform.ts';
import { Reports, readReport, receive } from '../base/report-api.ts';
import { makeSite, platformOf } from '../base/site.ts';

/** Who looks twice and finds it gone believes that it is gone: then it comes back. */
const LOOKS_BEFORE_RETURN = 2;

/**
 * Removes at the first report; once it has been found gone twice it is back three seconds later, once. The second
 * report settles it. Counted in looks, not in seconds, so that a slow machine sees the same.
 */
export function boomerang(base: Base): PracticePlatform {
  const { clock } = base;
  const missed = new Map<string, number>();
  const site = makeSite(base, {
    name: 'boomerang',
    title: 'Boomerang',
    gone: (c) => {
      const id = c.req.param('id') ?? '';
      const looks = (missed.get(id) ?? 0) + 1;
      missed.set(id, looks);
      if (looks === LOOKS_BEFORE_RETURN) site.posts.returnAfter(id, clock.seconds(3));
      return c.html(htmlPage('Boomerang', '<h1>Not found</h1>'), 404);
    },
  });
  const reports = new Reports('BM', clock);

  site.app.post('/api/reports', async (c) => {
    const incoming = await receive(c, site);
    if (c.req.header('X-Api-Key') !== PRACTICE_SECRETS['practice-boomerang-key']) return unauthorised(c);
    const ids = readReport(c, site, incoming);
    if (ids instanceof Response) return ids;
    // The same notice once more, after a lost answer, is no second notice.
    const known = reports.knows(incoming.key);
    const report = reports.file(incoming.key, ids);
    site.log.accept(incoming.key, incoming.body, ids);
    for (const id of known ? [] : ids) site.posts.takeDown(id, clock.seconds(1));
    return c.json({ report: report.id }, known ? 200 : 201);
  });
  return platformOf(site, {
    reset: () => {
      reports.reset();
      missed.clear();
    },
  });
}
