import { textKey } from '../base/arrivals.ts';
import { htmlPage } from '../base/page.ts';
import type { Base, PracticePlatform } from '../base/platform.ts';
import { makeSite, platformOf } from '../base/site.ts';

/** Looks to a machine like the widget of a real CAPTCHA; a person ticks the box. */
const FORM = `<h1>Report a post</h1>
<form method="post" action="/report">
<label>Address of the post <input name="address" type="url" required></label>
<label>Your e-mail address <input name="email" type="email" required></label>
<label>What is wrong? <textarea name="statement" required></textarea></label>
<div class="h-captcha" data-sitekey="practice">
<iframe title="Widget containing checkbox for hCaptcha security challenge" src="/captcha" height="60"></iframe>
<label><input type="checkbox" name="h-captcha-response" value="ticked-by-a-person"> I am human</label>
</div>
<button>Send report</button>
</form>`;

/** A form behind a CAPTCHA: nothing but a person may get through. */
export function gatekeep(base: Base): PracticePlatform {
  const site = makeSite(base, {
    name: 'gatekeep',
    title: 'Gatekeep',
    gone: (c) => c.html(htmlPage('Gatekeep', '<h1>Not found</h1>'), 404),
  });
  const show = (body: string) => htmlPage('Gatekeep', body);

  site.app.get('/report', (c) => c.html(show(FORM)));
  site.app.get('/captcha', (c) => c.html(show('<p>Prove that you are human.</p>')));
  site.app.post('/report', async (c) => {
    const form = await c.req.parseBody();
    const text = [form['address'], form['email'], form['statement']].join('\n');
    const key = textKey(text);
    site.log.arrive(key);
    if (!form['h-captcha-response']) return c.html(show('<p role="alert">Solve the CAPTCHA first.</p>'), 403);
    const ids = site.idsIn(text);
    if (ids.length === 0) return c.html(show('<p role="alert">We could not find this post.</p>'), 422);
    site.log.accept(key, text, ids);
    for (const id of ids) site.posts.takeDown(id, base.clock.seconds(2));
    return c.html(show('<p role="status">Thank you, we have your report.</p>'));
  });
  return platformOf(site);
}
