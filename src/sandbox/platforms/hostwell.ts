import { makeMailDesk } from '../base/mail-desk.ts';
import { htmlPage } from '../base/page.ts';
import { type Base, hostOf, type PracticePlatform } from '../base/platform.ts';
import { makeSite, platformOf, type Site } from '../base/site.ts';

/** A hosting company: its abuse desk takes down what its customers do not. */
export function hostwell(base: Base, customers: readonly Site[]): PracticePlatform {
  const site = makeSite(base, {
    name: 'hostwell',
    title: 'Hostwell',
    gone: (c) => c.html(htmlPage('Hostwell', '<h1>Not found</h1>'), 404),
  });
  const idsIn = (text: string) => customers.flatMap((customer) => customer.idsIn(text));
  const desk = makeMailDesk({ log: site.log, idsIn }, (_, text) => {
    for (const customer of customers) {
      for (const id of customer.idsIn(text)) customer.posts.takeDown(id, base.clock.seconds(1));
    }
  });
  return platformOf(site, { desks: { [`abuse@${hostOf('hostwell')}`]: desk } });
}
