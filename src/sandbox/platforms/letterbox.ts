import { makeMailDesk } from '../base/mail-desk.ts';
import { htmlPage } from '../base/page.ts';
import { type Base, hostOf, type PracticePlatform } from '../base/platform.ts';
import { makeSite, platformOf } from '../base/site.ts';

/** An e-mail desk that never answers, and a site that says "no longer available" with status 200 (soft 404). */
export function letterbox(base: Base): PracticePlatform {
  const site = makeSite(base, {
    name: 'letterbox',
    title: 'Letterbox',
    gone: (c) => c.html(htmlPage('Letterbox', '<p>This post is no longer available</p>')),
  });
  const desk = makeMailDesk(site, (ids) => {
    for (const id of ids) site.posts.takeDown(id, base.clock.seconds(2));
  });
  return platformOf(site, { desks: { [`safety@${hostOf('letterbox')}`]: desk } });
}
