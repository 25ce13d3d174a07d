import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { rateLimited } from '../http/guard/rate.ts';
import { logged } from '../http/guard/request.ts';
import type { Web, WebApp, WebEnv } from './desk.ts';
import { ownForms } from './guard/forms.ts';
import { pageHeaders } from './guard/headers.ts';
import { readAssets } from './layout/assets.ts';
import { HOME } from './layout/nav.ts';
import { live } from './live/live.ts';
import { lock } from './pages/lock/lock.tsx';
import { nothingHere, problemPage } from './pages/problem/problem.tsx';
import { signIn } from './pages/sign-in/sign-in.tsx';
import { PAGES } from './pages.ts';
import { seen } from './session/see.ts';
import { signedIn } from './session/signed-in.ts';

const FOR_EVER = 'public, max-age=31536000, immutable';

/**
 * The pages for helplines and ops, and what they load. It answers whatever no route before it did, so it is mounted
 * last. Reads its style sheets and scripts when it is made.
 */
export function createWeb(web: Web): Hono {
  const assets = readAssets(web.assetsDir);
  const pages: WebApp = new Hono<WebEnv>();
  const problem = problemPage(web);
  pages.use(logged(web), seen(web, assets.urls), pageHeaders());
  pages.onError(problem);
  pages.notFound((c) => problem(nothingHere(), c));
  signIn(pages, web);
  pages.use(
    signedIn(web),
    rateLimited(web),
    ownForms(web.formKey, (c) => c.var.session.cookie),
  );
  pages.get('/', (c) => c.redirect(HOME[c.var.session.caller.kind], 303));
  lock(pages, web);
  live(pages, web);
  for (const add of PAGES) add(pages, web);

  const app = new Hono();
  // Pages themselves are not: what is typed stands in them beside the token of a form (BREACH).
  app.use('/assets/*', compress());
  app.get('/assets/:file', (c) => {
    const file = assets.files.get(c.req.path);
    if (file === undefined) return c.text('There is no such file.', 404);
    return c.body(file.bytes, 200, {
      'content-type': file.type,
      'cache-control': FOR_EVER,
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
  });
  app.all('*', (c) => pages.fetch(c.req.raw, c.env));
  return app;
}
