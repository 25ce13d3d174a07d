import { getDomain } from 'tldts';
import type { Answer } from './answer.ts';

/** Paths of log-in pages, over the common frameworks and sites. */
const LOGIN_PATH =
  /(^|\/)(log-?in|log_in|sign-?in|sign_in|sign-?up|authwall|checkpoint|uas|wp-login\.php|(accounts?|users?|session|auth|sso|oauth2?)\/(log-?in|sign_?in|new|authorize))(\.\w{2,5})?(\/|$)/i;
const LOGIN_HOST = /^(log-?in|sign-?in|accounts?|auth|sso)\./i;
const SEARCH_PATH = /(^|\/)(search|results)(\.\w{2,5})?\/?$/i;
const HOME_PATH = /^\/(index\.\w{2,5}|home|[a-z]{2}(-[a-z]{2})?)?\/?$/i;

/** We were sent to a log-in page: a wall, never removal. */
export function toLogin({ hops, asked }: Answer): boolean {
  return !isLogin(asked) && hops.some(({ to }) => isLogin(to));
}

/** We were sent to the site's start page, or to the same page without what it should show. */
export function toHome(answer: Answer): boolean {
  if (answer.hops.length === 0) return false;
  const [from, to] = [new URL(answer.asked), new URL(answer.finalUrl)];
  if (!HOME_PATH.test(to.pathname)) return false;
  return HOME_PATH.test(from.pathname) ? from.search !== '' && to.search === '' : to.search === '';
}

export function toSearch({ hops, asked, finalUrl }: Answer): boolean {
  return hops.length > 0 && !isSearch(asked) && isSearch(finalUrl);
}

/** The answer comes from somebody else: a parked domain, a mirror, a shortener's target. */
export function toOtherSite({ asked, finalUrl }: Answer): boolean {
  return siteOf(asked) !== siteOf(finalUrl);
}

function isLogin(url: string): boolean {
  const { hostname, pathname } = new URL(url);
  return LOGIN_PATH.test(pathname) || LOGIN_HOST.test(hostname);
}

function isSearch(url: string): boolean {
  return SEARCH_PATH.test(new URL(url).pathname);
}

function siteOf(url: string): string {
  const { hostname } = new URL(url);
  return getDomain(hostname, { allowPrivateDomains: true }) ?? hostname;
}

/** Query parameters of links that expire by themselves: S3, Google Cloud, CloudFront, Azure, Discord, Meta, Akamai. */
const SIGNED: readonly (readonly string[])[] = [
  ['x-amz-signature'],
  ['x-goog-signature'],
  ['signature', 'expires'],
  ['key-pair-id', 'policy'],
  ['sig', 'se'],
  ['hm', 'ex'],
  ['oh', 'oe'],
  ['hdnea'],
  ['hdnts'],
  ['token', 'expires'],
];

export function isSigned(url: string): boolean {
  const names = new Set([...new URL(url).searchParams.keys()].map((name) => name.toLowerCase()));
  return SIGNED.some((all) => all.every((name) => names.has(name)));
}
