import { htmlPage } from '../base/page.ts';
import type { Base, PracticePlatform } from '../base/platform.ts';
import { Reports, readReport, receive } from '../base/report-api.ts';
import { makeSite, platformOf, type Site } from '../base/site.ts';

/** Takes every report, gives it a number and does nothing. Its host is another matter (hostwell). */
export function deafly(base: Base): { readonly platform: PracticePlatform; readonly site: Site } {
  const site = makeSite(base, {
    name: 'deafly',
    title: 'Deafly',
    gone: (c) => c.html(htmlPage('Deafly', '<h1>Not found</h1>'), 404),
  });
  const reports = new Reports('DF', base.clock);
  site.app.post('/api/reports', async (c) => {
    const incoming = await receive(c, site);
    const ids = readReport(c, site, incoming);
    if (ids instanceof Response) return ids;
    site.log.accept(incoming.key, incoming.body, ids);
    return c.json({ ticket: reports.file(incoming.key, ids).id }, 202);
  });
  return { platform: platformOf(site, { reset: () => reports.reset() }), site };
}
