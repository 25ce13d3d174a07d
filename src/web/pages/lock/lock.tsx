import type { Web, WebApp } from '../../desk.ts';
import { showBare } from '../../layout/show.tsx';
import { useText } from '../../layout/view.ts';
import { sessionCookie } from '../../session/cookies.ts';
import { localPath } from '../../session/local-path.ts';
import { Callout } from '../../ui/callout.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';

/** Covering the screen, uncovering it with the token, and signing out. */
export function lock(app: WebApp, web: Web): void {
  app.post('/lock', async (c) => {
    await web.sessions.lock(c.var.session.cookie, web.clock.now());
    const to = localPath(c.var.form.text('to'));
    return c.redirect(to === undefined ? '/unlock' : `/unlock?to=${encodeURIComponent(to)}`, 303);
  });

  app.get('/unlock', (c) => {
    const to = localPath(c.req.query('to')) ?? '/';
    if (c.var.session.lockedAt === null) return c.redirect(to, 303);
    return showBare(c, { title: c.var.view.t.lock.title }, <LockView to={to} />);
  });

  app.post('/unlock', async (c) => {
    const { session, form, view } = c.var;
    const to = localPath(form.text('to')) ?? '/';
    const caller = await web.authenticate(form.text('token').slice(0, 300));
    if (caller?.tokenId === session.caller.tokenId) {
      await web.sessions.unlock(session.cookie, web.clock.now());
      return c.redirect(to, 303);
    }
    if (await web.sessions.missed(session.cookie)) {
      return showBare(c, { title: view.t.lock.title }, <LockView to={to} wrong />, 401);
    }
    sessionCookie.clear(c);
    return c.redirect('/sign-in', 303);
  });

  app.post('/sign-out', async (c) => {
    await web.sessions.end(c.var.session.cookie);
    sessionCookie.clear(c);
    return c.redirect('/sign-in?done=signed_out', 303);
  });
}

function LockView({ to, wrong }: { to: string; wrong?: boolean | undefined }) {
  const t = useText();
  return (
    <>
      <h1>{t.lock.heading}</h1>
      <p class="lead">{t.lock.intro}</p>
      {wrong === true ? (
        <Callout tone="bad" role="alert">
          {t.lock.wrong}
        </Callout>
      ) : null}
      <Form action="/unlock" class="stack">
        <input type="hidden" name="to" value={to} />
        <Field name="token" type="password" label={t.signIn.token} required autofocus maxlength={300} />
        <button type="submit" class="button button-main">
          {t.lock.submit}
        </button>
      </Form>
      <Form action="/sign-out">
        <button type="submit" class="button button-quiet">
          {t.shell.signOut}
        </button>
      </Form>
    </>
  );
}
