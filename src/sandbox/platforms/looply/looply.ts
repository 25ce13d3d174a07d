import { htmlPage } from '../../base/page.ts';
import type { Base, PracticeContext, PracticePlatform } from '../../base/platform.ts';
import { Reports } from '../../base/report-api.ts';
import { makeSite, platformOf } from '../../base/site.ts';
import * as pages from './pages.ts';
import { type Session, Sessions } from './session.ts';
import { checkPerson, checkPost, checkStatements } from './validate.ts';

/** A web form with everything that makes forms hard, bar a CAPTCHA. Removed posts answer 410. */
export function looply(base: Base): PracticePlatform {
  const site = makeSite(base, {
    name: 'looply',
    title: 'Looply',
    gone: (c) => c.html(htmlPage('Looply', '<h1>This post was removed</h1>'), 410),
  });
  const { app } = site;
  const sessions = new Sessions();
  const reports = new Reports('LP', base.clock);

  app.get('/report', (c) => c.html(pages.postStep(sessions.open(c), [])));
  app.get('/report/consent', (c) => c.html(pages.consentFrame(sessions.of(c))));
  app.post('/report/consent', async (c) => {
    const session = sessions.of(c);
    const form = await c.req.parseBody();
    if (session !== undefined) session.agreed = form['agree'] === 'yes';
    return c.html(pages.consentFrame(session));
  });

  app.post('/report', async (c) => {
    const session = await readStep(c, sessions);
    if (session === undefined) return c.html(pages.expired(), 403);
    const errors = checkPost(session, site.idsIn(session.fields.get('address') ?? '').length);
    if (errors.length > 0) return c.html(pages.postStep(session, errors), 422);
    return c.redirect('/report/you', 303);
  });

  app.get('/report/you', (c) => {
    const session = sessions.of(c);
    return session ? c.html(pages.personStep(session, [])) : c.html(pages.expired(), 403);
  });
  app.post('/report/you', async (c) => {
    const session = await readStep(c, sessions);
    if (session === undefined) return c.html(pages.expired(), 403);
    const errors = checkPerson(session);
    if (errors.length > 0) return c.html(pages.personStep(session, errors), 422);
    return c.redirect('/report/confirm', 303);
  });

  app.get('/report/confirm', (c) => {
    const session = sessions.of(c);
    return session ? c.html(pages.statementStep(session, [])) : c.html(pages.expired(), 403);
  });
  app.post('/report/confirm', async (c) => {
    const session = await readStep(c, sessions);
    if (session === undefined) return c.html(pages.expired(), 403);
    const post = checkPost(session, site.idsIn(session.fields.get('address') ?? '').length);
    const errors = [...post, ...checkPerson(session), ...checkStatements(session)];
    if (errors.length > 0) return c.html(pages.statementStep(session, errors), 422);
    session.reference ??= file(session);
    return c.redirect('/report/done', 303);
  });
  app.get('/report/done', (c) => {
    const reference = sessions.of(c)?.reference;
    return reference ? c.html(pages.confirmation(reference)) : c.html(pages.expired(), 403);
  });

  function file(session: Session): string {
    const text = [...session.fields].map((pair) => pair.join(': ')).join('\n');
    const ids = site.idsIn(session.fields.get('address') ?? '');
    // A form knows no idempotency key: two reports with one text are two reports.
    site.log.arrive(session.id);
    site.log.accept(session.id, text, ids);
    for (const id of ids) site.posts.takeDown(id, base.clock.seconds(2));
    return reports.file(session.id, ids).id;
  }

  return platformOf(site, {
    reset: () => {
      sessions.reset();
      reports.reset();
    },
  });
}

/** Takes in one page of the wizard. Undefined: no session, or a CSRF token that is not the session's. */
async function readStep(c: PracticeContext, sessions: Sessions): Promise<Session | undefined> {
  const session = sessions.of(c);
  const form = await c.req.parseBody();
  if (session === undefined || form['csrf'] !== session.csrf) return undefined;
  for (const [name, value] of Object.entries(form)) {
    if (typeof value === 'string' && name !== 'csrf') session.fields.set(name, value);
    // The letter itself is not kept: that there was one is all that the form wants to know.
    if (value instanceof File && name === 'letter') session.hasLetter = value.size > 0;
  }
  return session;
}
