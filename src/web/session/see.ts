import type { Context, MiddlewareHandler } from 'hono';
import type { Session } from '../../flow/sessions.ts';
import type { Web, WebEnv } from '../desk.ts';
import { formToken } from '../guard/token.ts';
import { type Lang, langOf, localeOf, preferredLang, textsOf } from '../i18n/texts.ts';
import type { AssetUrls } from '../layout/assets.ts';
import { THEMES, type Theme, type View } from '../layout/view.ts';
import { preferenceCookie } from './cookies.ts';

/** What every page knows, from the address, the cookies and the headers. A choice in the address is kept. */
export function seen(web: Pick<Web, 'clock' | 'mode'>, assets: AssetUrls): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    const view: View = {
      ...langFor(c),
      theme: themeFor(c),
      zone: zoneFor(c),
      now: web.clock.now(),
      path: c.req.path,
      done: c.req.query('done'),
      mode: web.mode,
      assets,
      csrf: '',
      who: undefined,
    };
    c.set('view', view);
    await next();
  };
}

/** The view of somebody who is signed in. */
export function seenBy(view: View, { caller, label }: Session, key: Uint8Array, cookie: string): View {
  return { ...view, who: { caller, label }, csrf: formToken(key, cookie) };
}

function langFor(c: Context): Pick<View, 't' | 'lang' | 'locale'> {
  const chosen = langOf(c.req.query('lang'));
  if (chosen !== undefined) preferenceCookie.set(c, 'lang', chosen);
  const lang: Lang =
    chosen ?? langOf(preferenceCookie.read(c, 'lang')) ?? preferredLang(c.req.header('accept-language'));
  return { lang, locale: localeOf(lang), t: textsOf(lang) };
}

function themeFor(c: Context): Theme {
  const chosen = themeOf(c.req.query('theme'));
  if (chosen !== undefined) preferenceCookie.set(c, 'theme', chosen);
  return chosen ?? themeOf(preferenceCookie.read(c, 'theme')) ?? 'auto';
}

const themeOf = (text: string | undefined): Theme | undefined => THEMES.find((one) => one === text);

/** The browser's zone, as the script wrote it down at an earlier page. */
function zoneFor(c: Context): string {
  const said = preferenceCookie.read(c, 'zone');
  if (said === undefined || !/^[A-Za-z0-9_+/-]{1,60}$/.test(said)) return 'UTC';
  try {
    return new Intl.DateTimeFormat('en', { timeZone: said }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
