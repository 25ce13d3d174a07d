import { makeMailDesk } from '../base/mail-desk.ts';
import { htmlPage } from '../base/page.ts';
import { type Base, hostOf, type PracticePlatform } from '../base/platform.ts';
import { makeSite, platformOf } from '../base/site.ts';

/** Everything is gone before anybody asks. It has a desk, so that the log can prove that no mail came. */
export function longgone(base: Base): PracticePlatform {
  const site = makeSite(base, {
    name: 'longgone',
    title: 'Longgone',
    gone: (c) => c.html(htmlPage('Longgone', '<h1>Not found</h1>'), 404),
    exists: false,
  });
  const desk = makeMailDesk(site, () => {});
  return platformOf(site, { desks: { [`safety@${hostOf('longgone')}`]: desk } });
}
