import { makeMailDesk } from '../base/mail-desk.ts';
import { htmlPage } from '../base/page.ts';
import { type Base, hostOf, type PracticePlatform } from '../base/platform.ts';
import { makeSite, platformOf } from '../base/site.ts';

/** An e-mail desk with greylisting: the first try of every mail is answered with 451, the next one is taken. */
export function wobblyMail(base: Base): PracticePlatform {
  const site = makeSite(base, {
    name: 'wobbly-mail',
    title: 'Wobbly Mail',
    gone: (c) => c.html(htmlPage('Wobbly Mail', '<h1>Not found</h1>'), 404),
  });
  const desk = makeMailDesk(
    site,
    (ids) => {
      for (const id of ids) site.posts.takeDown(id, base.clock.seconds(2));
    },
    (arrival) => (arrival === 1 ? { code: 451, message: 'greylisted, try again later' } : undefined),
  );
  return platformOf(site, { desks: { [`safety@${hostOf('wobbly-mail')}`]: desk } });
}
