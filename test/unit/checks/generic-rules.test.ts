import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/checks/answer.ts';
import { judge } from '../../../src/checks/signals.ts';
import type { Verdict } from '../../../src/domain/verdict.ts';
import { answer, json, PAGE, rendered, text, via } from './answers.ts';

const html = (title: string, body = ''): Answer['body'] =>
  text(`<title>${title}</title><body>${body}</body>`);
const header = (name: string, value: string): Pick<Answer, 'headers'> => ({
  headers: { 'content-type': 'text/html', [name]: value },
});
const media = (more: Partial<Answer> = {}): Answer =>
  answer({
    kind: 'media',
    asked: 'https://cdn.site.example/a/b.jpg',
    headers: { 'content-type': 'image/jpeg' },
    body: { read: 'none' },
    ...more,
  });

type Row = readonly [says: string, answer: Answer, verdict: Verdict, signal: string];

const STATUSES: readonly Row[] = [
  ['a page that is there', answer(), 'live', 'status_200'],
  ['an empty page', answer({ body: text('') }), 'live', 'status_200'],
  ['no content', answer({ status: 204, body: text('') }), 'live', 'status_204'],
  [
    'an image at a page URL',
    answer({ headers: { 'content-type': 'image/png' }, body: { read: 'none' } }),
    'live',
    'status_200',
  ],
  ['half a page', answer({ body: text('<html>', true) }), 'live', 'status_200'],
  ['404', answer({ status: 404 }), 'gone', 'status_404'],
  ['410', answer({ status: 410 }), 'gone', 'status_410'],
  ['451', answer({ status: 451 }), 'geo_blocked', 'status_451'],
  ['401', answer({ status: 401 }), 'login_wall', 'status_401'],
  ['403', answer({ status: 403 }), 'bot_blocked', 'status_403'],
  ['429', answer({ status: 429 }), 'bot_blocked', 'status_429'],
  ['999', answer({ status: 999 }), 'bot_blocked', 'status_999'],
  ['500', answer({ status: 500 }), 'host_down', 'status_500'],
  ['502', answer({ status: 502 }), 'host_down', 'status_502'],
  ['503', answer({ status: 503 }), 'host_down', 'status_503'],
  ['521', answer({ status: 521 }), 'host_down', 'status_521'],
  ['530', answer({ status: 530 }), 'host_down', 'status_530'],
  ['400', answer({ status: 400 }), 'not_checkable', 'status_400'],
  ['405', answer({ status: 405 }), 'not_checkable', 'status_405'],
  ['a redirect that was not followed', answer({ status: 302 }), 'not_checkable', 'status_302'],
  ['304 for a page', answer({ status: 304 }), 'not_checkable', 'status_304'],
];

const WALLS: readonly Row[] = [
  [
    'a Cloudflare challenge by header',
    answer({ status: 403, ...header('cf-mitigated', 'challenge') }),
    'bot_blocked',
    'challenge_cloudflare',
  ],
  [
    'a Cloudflare challenge with 404',
    answer({ status: 404, ...header('cf-mitigated', 'challenge') }),
    'bot_blocked',
    'challenge_cloudflare',
  ],
  [
    'an AWS challenge with 202',
    answer({ status: 202, ...header('x-amzn-waf-action', 'challenge') }),
    'bot_blocked',
    'challenge_aws',
  ],
  [
    'an AWS captcha with 405',
    answer({ status: 405, ...header('x-amzn-waf-action', 'captcha') }),
    'bot_blocked',
    'challenge_aws',
  ],
  [
    'a Vercel checkpoint',
    answer({ status: 429, ...header('x-vercel-mitigated', 'challenge') }),
    'bot_blocked',
    'challenge_vercel',
  ],
  ['"Just a moment..."', answer({ body: html('Just a moment...') }), 'bot_blocked', 'challenge_title'],
  [
    '"Just a moment..." with 503',
    answer({ status: 503, body: html('Just a moment...') }),
    'bot_blocked',
    'challenge_title',
  ],
  [
    '"Attention Required! | Cloudflare"',
    answer({ body: html('Attention Required! | Cloudflare') }),
    'bot_blocked',
    'challenge_title',
  ],
  [
    '"Making sure you&#39;re not a bot!"',
    answer({ body: html('Making sure you&#39;re not a bot!') }),
    'bot_blocked',
    'challenge_title',
  ],
  [
    'a Cloudflare script in another language',
    answer({ body: html('Nur einen Moment', '<script>window._cf_chl_opt={}</script>') }),
    'bot_blocked',
    'challenge_cloudflare',
  ],
  [
    'DataDome',
    answer({ body: html('site.example', '<script src="https://ct.captcha-delivery.com/c.js">') }),
    'bot_blocked',
    'challenge_datadome',
  ],
  [
    'PerimeterX',
    answer({ status: 404, body: html('site', '<div id="px-captcha"></div>') }),
    'bot_blocked',
    'challenge_perimeterx',
  ],
  [
    'Imperva',
    answer({ body: html('', 'Request unsuccessful. Incapsula incident ID: 1') }),
    'bot_blocked',
    'challenge_imperva',
  ],
  [
    'a rendered challenge',
    answer({ body: rendered('Just a moment...', 'Verify you are human') }),
    'bot_blocked',
    'challenge_title',
  ],
  [
    'a large page that names its protection',
    answer({ body: html('A video', `captcha-delivery.com ${'x'.repeat(70_000)}`) }),
    'live',
    'status_200',
  ],
  [
    'a page that uses a captcha widget',
    answer({ body: html('A video', '<div class="g-recaptcha"></div>') }),
    'live',
    'status_200',
  ],
  [
    'a login page',
    answer({ body: html('Log in | Site', '<input type="password">') }),
    'login_wall',
    'login_page',
  ],
  [
    'a login page by its last words',
    answer({ body: html('Site - Sign in', '<input type=password>') }),
    'login_wall',
    'login_page',
  ],
  [
    'a German login page',
    answer({ body: html('Anmelden', "<input type='password'>") }),
    'login_wall',
    'login_page',
  ],
  [
    'a rendered login page',
    answer({ body: rendered('Sign in', 'Email\nPassword') }),
    'login_wall',
    'login_page',
  ],
  [
    'a page with a login box',
    answer({ body: html('A video', '<input type="password">') }),
    'live',
    'status_200',
  ],
];

const REDIRECTS: readonly Row[] = [
  ['to /login', answer(via('https://site.example/login?next=%2Fvideo')), 'login_wall', 'redirect_login'],
  [
    'to /accounts/login/',
    answer(via('https://site.example/accounts/login/')),
    'login_wall',
    'redirect_login',
  ],
  ['to /users/sign_in', answer(via('https://site.example/users/sign_in')), 'login_wall', 'redirect_login'],
  ['to /wp-login.php', answer(via('https://site.example/wp-login.php')), 'login_wall', 'redirect_login'],
  ['to /authwall', answer(via('https://site.example/authwall?x=1')), 'login_wall', 'redirect_login'],
  [
    'to accounts.other.example',
    answer(via('https://accounts.other.example/x')),
    'login_wall',
    'redirect_login',
  ],
  [
    'through a login that ends in 404',
    answer({ status: 404, ...via('https://site.example/login', 'https://site.example/x') }),
    'login_wall',
    'redirect_login',
  ],
  [
    'through a login that ends in 403',
    answer({ status: 403, ...via('https://site.example/login') }),
    'login_wall',
    'redirect_login',
  ],
  [
    'a login loop',
    answer({ status: 302, ...via('https://site.example/login') }),
    'login_wall',
    'redirect_login',
  ],
  ['to the start page', answer(via('https://site.example/')), 'not_checkable', 'redirect_home'],
  ['to /en', answer(via('https://site.example/en')), 'not_checkable', 'redirect_home'],
  ['to /index.php', answer(via('https://site.example/index.php')), 'not_checkable', 'redirect_home'],
  [
    'to a start page that answers 404',
    answer({ status: 404, ...via('https://site.example/') }),
    'not_checkable',
    'redirect_home',
  ],
  [
    'to the start page without the id',
    answer({ asked: 'https://site.example/?v=1', ...via('https://site.example/') }),
    'not_checkable',
    'redirect_home',
  ],
  ['to a search', answer(via('https://site.example/search?q=video')), 'not_checkable', 'redirect_search'],
  [
    'to another path that is there',
    answer(via('https://site.example/video/123-title')),
    'live',
    'status_200',
  ],
  [
    'to another path that is not',
    answer({ status: 404, ...via('https://www.site.example/video/123') }),
    'gone',
    'status_404',
  ],
  [
    'to another site that says 404',
    answer({ status: 404, ...via('https://other.example/video/123') }),
    'not_checkable',
    'status_404_elsewhere',
  ],
  [
    'to another site that says 410',
    answer({ status: 410, ...via('https://parked.example/x') }),
    'not_checkable',
    'status_410_elsewhere',
  ],
  [
    'from http to https of a start page',
    answer({ asked: 'http://blog.example/', ...via('https://blog.example/') }),
    'live',
    'status_200',
  ],
];

const KINDS: readonly Row[] = [
  ['media that is there', media(), 'live', 'status_200'],
  ['part of media', media({ status: 206 }), 'live', 'status_206'],
  ['media unchanged', media({ status: 304 }), 'live', 'status_304'],
  ['media not there', media({ status: 404 }), 'gone', 'status_404'],
  ['media gone', media({ status: 410 }), 'gone', 'status_410'],
  ['media forbidden', media({ status: 403 }), 'not_checkable', 'status_403'],
  ['media whose HEAD is not taken', media({ status: 405 }), 'not_checkable', 'status_405'],
  ['media withheld', media({ status: 451 }), 'geo_blocked', 'status_451'],
  [
    'media that became a page',
    media({ headers: { 'content-type': 'text/html' } }),
    'not_checkable',
    'media_is_page',
  ],
  [
    'a signed media link',
    media({ status: 404, asked: 'https://cdn.site.example/a.jpg?ex=1&is=2&hm=3' }),
    'not_checkable',
    'status_404_signed_link',
  ],
  [
    'a signed S3 link',
    media({ status: 404, asked: 'https://b.site.example/a?X-Amz-Signature=1' }),
    'not_checkable',
    'status_404_signed_link',
  ],
  ['a signed page link', answer({ status: 404, asked: `${PAGE}&token=1&expires=2` }), 'gone', 'status_404'],
  ['an API record', json({ id: 1 }), 'live', 'status_200'],
  ['an API record not there', json({ error: 'x' }, { status: 404 }), 'gone', 'status_404'],
  ['an API that answers a page', json(null, { body: text('<html>') }), 'not_checkable', 'api_not_json'],
  ['an API that answers half a record', json(null, { body: text('{"a"', true) }), 'live', 'status_200'],
  ['a cache that still holds it', answer({ kind: 'cache' }), 'live', 'status_200'],
  ['a cache that dropped it', answer({ kind: 'cache', status: 404 }), 'gone', 'status_404'],
  ['a rendered page', answer({ body: rendered('A video', 'watch') }), 'live', 'status_200'],
  [
    'a rendered page without a word',
    answer({ body: rendered('App', '  \n ') }),
    'not_checkable',
    'page_empty',
  ],
];

describe.each([
  ['a status', STATUSES],
  ['a wall', WALLS],
  ['a redirect', REDIRECTS],
  ['a kind of location', KINDS],
])('the generic rules, by %s', (_, rows) => {
  it.each(rows)('%s', (_says, given, verdict, signal) => {
    expect(judge(given, [])).toEqual({ verdict, signal });
  });
});
