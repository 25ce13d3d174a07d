import type { Answer } from './answer.ts';
import { asksPassword, titleOf } from './markup.ts';

/** Headers with which a protection says that it answered itself. */
const HEADERS: readonly (readonly [header: string, value: RegExp, rule: string])[] = [
  // https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response
  ['cf-mitigated', /challenge|block/i, 'challenge_cloudflare'],
  // https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-actions.html (202 and 405)
  ['x-amzn-waf-action', /challenge|captcha/i, 'challenge_aws'],
  // https://vercel.com/docs/attack-challenge-mode
  ['x-vercel-mitigated', /challenge|deny/i, 'challenge_vercel'],
];

/** Titles of pages that stand in front of the page (general knowledge: no vendor documents them). */
const TITLES =
  /^(just a moment|attention required!|access denied|access to this page has been denied|are you (a )?(robot|human)|robot check|security check|human verification|verify(ing)? (that )?you are (a )?human|pardon our interruption|making sure you're not a bot|ddos-guard|one moment, please|please wait\.\.\. \| cloudflare|vercel security checkpoint|client challenge)/i;

/** Marks in the markup of such pages, whole pages and not widgets on a page (general knowledge). */
const MARKS: readonly (readonly [mark: string, rule: string])[] = [
  ['_cf_chl_opt', 'challenge_cloudflare'],
  ['captcha-delivery.com', 'challenge_datadome'],
  ['id="px-captcha"', 'challenge_perimeterx'],
  ['Incapsula incident ID', 'challenge_imperva'],
  ['denied because we believe you are using automation tools', 'challenge_perimeterx'],
];

/** Pages in front are small; what is larger is a site's own page, which may well name its protection. */
const SMALL_PAGE = 64 * 1024;

/** The rule by which this answer is a bot wall, or undefined. */
export function challengeOf({ headers, body }: Answer): string | undefined {
  const header = HEADERS.find(([name, value]) => value.test(headers[name] ?? ''));
  if (header !== undefined) return header[2];
  if (body.read === 'none') return undefined;
  const title = body.read === 'rendered' ? body.title : titleOf(body.text);
  if (TITLES.test(title)) return 'challenge_title';
  if (body.text.length > SMALL_PAGE) return undefined;
  return MARKS.find(([mark]) => body.text.includes(mark))?.[1];
}

const LOGIN_TITLE =
  /^(log ?in|sign ?in|login required|anmelden|einloggen|connexion|se connecter|iniciar sesión|entrar|accedi|inloggen|войти|вход)\b|[|·–-] ?(log ?in|sign ?in)$/iu;

/** A page that is nothing but a log-in: its title says so and it asks for a password. */
export function isLoginPage({ body }: Answer): boolean {
  if (body.read === 'rendered')
    return LOGIN_TITLE.test(body.title) && /passwor[dt]|mot de passe/i.test(body.text);
  return body.read === 'text' && LOGIN_TITLE.test(titleOf(body.text)) && asksPassword(body.text);
}

/** Statuses that are never removal, whatever the page says (DESIGN 4). */
export function isWallStatus(status: number): boolean {
  return [401, 403, 429, 451].includes(status) || status >= 500;
}
