import { htmlPage } from '../base/page.ts';
import type { Base, PracticePlatform } from '../base/platform.ts';
import { receive } from '../base/report-api.ts';
import { makeSite, platformOf } from '../base/site.ts';

const LOGIN = `<h1>Log in to see this post</h1>
<form method="post" action="/login">
<label>User name <input name="user" autocomplete="username"></label>
<label>Password <input name="password" type="password" autocomplete="current-password"></label>
<button>Log in</button>
</form>`;

/** Hides a reported post behind a login instead of removing it. Its API takes an old-style form body. */
export function wallflower(base: Base): PracticePlatform {
  const site = makeSite(base, {
    name: 'wallflower',
    title: 'Wallflower',
    gone: (c) => c.redirect('/login', 302),
  });
  site.app.get('/login', (c) => c.html(htmlPage('Wallflower', LOGIN)));
  site.app.post('/api/report', async (c) => {
    const incoming = await receive(c, site);
    const form = new URLSearchParams(incoming.body);
    const ids = site.idsIn(form.getAll('url').join('\n'));
    if (ids.length === 0 || !form.get('statement')) return c.json({ error: 'invalid' }, 422);
    site.log.accept(incoming.key, incoming.body, ids);
    for (const id of ids) site.posts.takeDown(id, base.clock.seconds(1));
    return c.json({ ok: true });
  });
  return platformOf(site);
}
