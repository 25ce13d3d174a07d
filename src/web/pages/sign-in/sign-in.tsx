import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import type { Web, WebApp, WebEnv } from '../../desk.ts';
import { signInAttempts } from '../../guard/attempts.ts';
import { ownForms } from '../../guard/forms.ts';
import { isOwnOrigin } from '../../guard/origin.ts';
import { formToken } from '../../guard/token.ts';
import { HOME } from '../../layout/nav.ts';
import { showBare } from '../../layout/show.tsx';
import { doorCookie, sessionCookie } from '../../session/cookies.ts';
import { localPath } from '../../session/local-path.ts';
import { type SignInFault, SignInView } from './view.tsx';

/** The door: signing in, leaving quickly, and the empty page after it. Open to everybody. */
export function signIn(app: WebApp, web: Web): void {
  const attempts = signInAttempts();
  const door = async (c: Context<WebEnv>, status: 200 | 401 | 429, to: string, fault?: SignInFault) => {
    const owner = doorCookie.read(c) ?? randomBytes(24).toString('base64url');
    doorCookie.set(c, owner);
    const { done, t } = c.var.view;
    c.set('view', { ...c.var.view, csrf: formToken(web.formKey, owner) });
    const said = done === 'signed_out' ? t.done.signed_out : undefined;
    return showBare(c, { title: t.signIn.title }, <SignInView to={to} fault={fault} said={said} />, status);
  };

  app.get('/sign-in', async (c) => {
    const to = localPath(c.req.query('to')) ?? '/';
    const cookie = sessionCookie.read(c);
    const known = cookie === undefined ? undefined : await web.sessions.find(cookie, web.clock.now());
    if (known !== undefined) return c.redirect(to, 303);
    return door(c, 200, to);
  });

  app.post('/sign-in', ownForms(web.formKey, doorCookie.read), async (c) => {
    const { form } = c.var;
    const to = localPath(form.text('to')) ?? '/';
    if (!(await attempts.may(c))) return door(c, 429, to, 'tooMany');
    const token = form.text('token');
    const caller = /^[\x21-\x7e]{1,300}$/.test(token) ? await web.authenticate(token) : undefined;
    if (caller === undefined) {
      await attempts.failed(c);
      return door(c, 401, to, 'wrong');
    }
    sessionCookie.set(c, await web.sessions.open(caller.tokenId, web.clock.now()));
    doorCookie.clear(c);
    return c.redirect(to === '/' ? HOME[caller.kind] : to, 303);
  });

  // Without asking for the form's token: leaving must work whatever is wrong. A cookie of ours comes from no other site.
  app.post('/leave', async (c) => {
    const cookie = sessionCookie.read(c);
    if (cookie !== undefined && isOwnOrigin(c)) await web.sessions.end(cookie);
    sessionCookie.clear(c);
    return c.redirect('/blank', 303);
  });

  app.get('/blank', (c) =>
    c.html('<!doctype html><html lang="en"><head><title>New page</title></head><body></body></html>'),
  );
}
