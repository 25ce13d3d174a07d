import { describe, expect, it } from 'vitest';
import type { Signal } from '../../../src/catalog/schema/removal.ts';
import type { Answer } from '../../../src/checks/answer.ts';
import { judge } from '../../../src/checks/signals.ts';
import { answer, json, PAGE, rendered, signal, text, via } from './answers.ts';

const page = (body: string, more: Partial<Answer> = {}): Answer =>
  answer({ body: text(`<html><title>Site</title><body>${body}</body></html>`), ...more });
const plain: Partial<Answer> = { headers: { 'content-type': 'text/plain' } };

const FITS: readonly (readonly [says: string, when: Signal['when'], fits: Answer, not: Answer])[] = [
  ['a status', { status: [400, 418] }, answer({ status: 400 }), answer({ status: 404 })],
  [
    'the status of a redirect',
    { status: [301] },
    answer({ hops: [{ status: 301, to: `${PAGE}1` }] }),
    answer(via(`${PAGE}1`)),
  ],
  [
    'a header',
    { header: { name: 'X-State', pattern: '^removed' } },
    answer({ headers: { 'x-state': 'Removed by us' } }),
    answer({ headers: { 'x-state': 'not removed' } }),
  ],
  [
    'a header that is missing',
    { header: { name: 'x-state', pattern: '.*' } },
    answer({ headers: { 'x-state': '' } }),
    answer(),
  ],
  [
    'a phrase',
    { text: 'this video has been removed' },
    page('<p>This video has been REMOVED</p>'),
    page('<p>This video is here</p>'),
  ],
  [
    'a phrase over tags',
    { text: 'video has been removed' },
    page('Video has <b>been</b>\n removed'),
    page('video has been'),
  ],
  [
    'a phrase with entities',
    { text: "isn't available" },
    page('This page isn&#39;t available'),
    page('This page is available'),
  ],
  [
    'a class in the markup',
    { text: 'class="[^"]*video-deleted' },
    page('<div class="x video-deleted">'),
    page('<div class="video">'),
  ],
  [
    'a phrase in plain text',
    { text: 'not found' },
    answer({ ...plain, body: text('<Not found>') }),
    answer({ ...plain, body: text('here') }),
  ],
  [
    'a phrase on a rendered page',
    { text: 'no longer here' },
    answer({ body: rendered('App', 'No longer here') }),
    answer({ body: rendered('App', 'Here') }),
  ],
  [
    'the title of a rendered page',
    { text: '^gone' },
    answer({ body: rendered('Gone', 'x') }),
    answer({ body: rendered('App', 'not gone') }),
  ],
  [
    'JSON state in a script',
    { text: '"status"\\s*:\\s*"ERROR"' },
    page('<script>var s={"status": "ERROR"}</script>'),
    page('<script>var s={"status":"OK"}</script>'),
  ],
  [
    'a JSON value',
    { json: { pointer: '/error/code', equals: ['not_found', 7] } },
    json({ error: { code: 7 } }),
    json({ error: { code: '7' } }),
  ],
  ['a JSON null', { json: { pointer: '/post', equals: [null] } }, json({ post: null }), json({ post: {} })],
  [
    'a JSON text',
    { json: { pointer: '/message', pattern: '^deleted' } },
    json({ message: 'Deleted by author' }),
    json({ message: ['deleted'] }),
  ],
  ['a JSON key that exists', { json: { pointer: '/error' } }, json({ error: {} }), json({ ok: true })],
  [
    'a JSON key that is absent',
    { json: { pointer: '/post/0', absent: true } },
    json({ post: [] }),
    json({ post: [1] }),
  ],
  [
    'an empty list',
    { json: { pointer: '/posts', emptyList: true } },
    json({ posts: [] }),
    json({ posts: [1] }),
  ],
  [
    'a list with something in it',
    { json: { pointer: '/errors', emptyList: false } },
    json({ errors: [1] }),
    json({ errors: [] }),
  ],
  [
    'a list, not an object',
    { json: { pointer: '/posts', emptyList: true } },
    json({ posts: [] }),
    json({ posts: {} }),
  ],
  [
    'an escaped pointer',
    { json: { pointer: '/a~1b/~0c', equals: [true] } },
    json({ 'a/b': { '~c': true } }),
    json({ a: { b: true } }),
  ],
  [
    'no inherited key',
    { json: { pointer: '/constructor', absent: true } },
    json({}),
    json({ constructor: 1 }),
  ],
  [
    'a redirect target',
    { redirect: { to: '/removed\\.png$' } },
    answer(via('https://i.site.example/removed.png')),
    answer(),
  ],
  [
    'any hop of several',
    { redirect: { to: '/gone/' } },
    answer(via('https://site.example/gone/1', `${PAGE}1`)),
    answer(via(`${PAGE}1`)),
  ],
  [
    'a lost parameter',
    { redirect: { lost: 'viewkey' } },
    answer(via('https://site.example/video')),
    answer(via('https://www.site.example/v?viewkey=abc')),
  ],
  [
    'a parameter that was there to lose',
    { redirect: { lost: 'viewkey' } },
    answer(via('https://site.example/x')),
    answer({ asked: 'https://site.example/y', ...via('https://site.example/x') }),
  ],
  ['no JSON', { notJson: true }, json(null, { body: text('<html>') }), json({})],
  [
    'no JSON, being no text',
    { notJson: true },
    answer({ body: { read: 'none' } }),
    json(null, { body: text('[1', true) }),
  ],
  ['JSON', { notJson: false }, json({}), json(null, { body: text('<html>') })],
  [
    'all that is given',
    { status: [200], text: 'removed', header: { name: 'x-a', pattern: '1' } },
    page('removed', { headers: { 'content-type': 'text/html', 'x-a': '1' } }),
    page('removed'),
  ],
];

describe('a platform signal', () => {
  it.each(FITS)('sees %s', (_says, when, fits, not) => {
    const told = signal(when, 'restricted');
    expect(judge(fits, [told])).toEqual({ verdict: 'restricted', signal: 'told-so' });
    expect(judge(not, [told]).signal).not.toBe('told-so');
  });

  it('decides before the generic rules, and the first that fits wins', () => {
    const first = { ...signal({ status: [404] }, 'restricted'), id: 'first' };
    const second = { ...signal({ status: [404] }, 'login_wall'), id: 'second' };
    expect(judge(answer({ status: 404 }), [first, second]).signal).toBe('first');
    expect(judge(answer({ status: 404 }), [second, first]).signal).toBe('second');
  });

  it('counts only for the kinds of location that it names', () => {
    const told = signal({ status: [404] }, 'restricted', ['api']);
    expect(judge(answer({ status: 404 }), [told]).signal).toBe('status_404');
    expect(judge(json({}, { status: 404 }), [told]).signal).toBe('told-so');
  });
});

describe('a platform signal that says gone', () => {
  const byPhrase = signal({ text: 'video was removed' });

  it.each([
    [401, 'login_wall'],
    [403, 'bot_blocked'],
    [429, 'bot_blocked'],
    [451, 'geo_blocked'],
    [500, 'host_down'],
    [503, 'host_down'],
    [999, 'bot_blocked'],
  ])('is passed over on a %i, even if it names that status', (status, verdict) => {
    const given = page('this video was removed', { status });
    expect(judge(given, [byPhrase]).verdict).toBe(verdict);
    expect(judge(given, [signal({ status: [Math.min(status, 599)], text: 'removed' })]).verdict).toBe(
      verdict,
    );
  });

  it('is passed over on a challenge page and on the way to a login', () => {
    const challenged = answer({ body: text('<title>Just a moment...</title>video was removed') });
    expect(judge(challenged, [byPhrase]).verdict).toBe('bot_blocked');
    const login = page('video was removed', via('https://site.example/login'));
    expect(judge(login, [byPhrase]).verdict).toBe('login_wall');
  });

  it.each([
    ['a script', '<script>const words = { gone: "this video was removed" }</script>'],
    ['an unclosed script', '<SCRIPT type="x">this video was removed'],
    ['a comment', '<!-- this video was removed -->'],
    ['a template', '<template><p>this video was removed</p></template>'],
    ['a style sheet', '<style>.x::after { content: "this video was removed" }</style>'],
  ])('does not take a phrase in %s for the page', (_, markup) => {
    expect(judge(page(markup), [byPhrase])).toEqual({ verdict: 'live', signal: 'status_200' });
  });

  it('takes the same phrase when it is on the page', () => {
    expect(judge(page('<p>this video was removed</p>'), [byPhrase]).verdict).toBe('gone');
    expect(
      judge(page('<400', { status: 400, body: text('this video was removed') }), [byPhrase]).verdict,
    ).toBe('gone');
  });

  it('does not learn from half a page what is not on it', () => {
    const withoutPlayer = signal({ text: '^(?![\\s\\S]*watch-container)' });
    expect(judge(page('nothing'), [withoutPlayer]).verdict).toBe('gone');
    expect(judge(answer({ body: text('<html>nothing', true) }), [withoutPlayer]).verdict).toBe('live');
  });

  it('does not learn from half a record what is not in it', () => {
    const absent = signal({ json: { pointer: '/post', absent: true } });
    expect(judge(json(null, { body: text('{"a":1', true) }), [absent]).verdict).toBe('live');
  });
});
