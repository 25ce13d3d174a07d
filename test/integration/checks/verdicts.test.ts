import type http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, openBench, openSite, type Site, signal } from './site.ts';

const HTML = { 'content-type': 'text/html' };

/** A site in which every path answers in its own way. */
const PATHS: Record<string, (req: http.IncomingMessage, res: http.ServerResponse) => void> = {
  '/there': (_req, res) => res.writeHead(200, HTML).end('<title>A video</title>'),
  '/removed': (_req, res) => res.writeHead(200, HTML).end('<p>This video has been removed</p>'),
  '/latin': (_req, res) =>
    res
      .writeHead(200, { 'content-type': 'text/html; charset=latin1' })
      .end(Buffer.from('wurde gelöscht', 'latin1')),
  '/post.json': (_req, res) => res.writeHead(200, { 'content-type': 'application/json' }).end('{"posts":[]}'),
  '/wall.json': (_req, res) => res.writeHead(200, HTML).end('<html>please log in</html>'),
  '/to-login': (_req, res) => res.writeHead(302, { location: '/login' }).end(),
  '/login': (_req, res) => res.writeHead(200, HTML).end('<title>Log in</title>'),
  '/to-home': (_req, res) => res.writeHead(302, { location: '/' }).end(),
  '/': (_req, res) => res.writeHead(200, HTML).end('welcome'),
  '/video?viewkey=1': (_req, res) => res.writeHead(302, { location: '/video' }).end(),
  '/video': (_req, res) => res.writeHead(200, HTML).end('videos'),
  '/loop': (_req, res) => res.writeHead(302, { location: '/loop' }).end(),
  '/to-there': (_req, res) => res.writeHead(301, { location: '/there' }).end('<p>moved</p>'),
  '/to-metadata': (_req, res) => res.writeHead(302, { location: 'http://169.254.169.254/latest' }).end(),
  '/to-private': (_req, res) => res.writeHead(302, { location: 'http://private.example/x' }).end(),
  '/to-ipv6': (_req, res) => res.writeHead(302, { location: 'http://[::1]/x' }).end(),
  '/to-file': (_req, res) => res.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/to-userinfo': (_req, res) => res.writeHead(302, { location: 'http://a:b@site.example/' }).end(),
  '/to-nowhere': (_req, res) => res.writeHead(302, { location: 'http://nowhere.example/' }).end(),
  '/to-rubbish': (_req, res) => res.writeHead(302, { location: 'http://[' }).end(),
  '/cookies': (req, res) =>
    req.headers.cookie === undefined
      ? res.writeHead(302, { location: '/there', 'set-cookie': 'a=1' }).end()
      : res.writeHead(500).end(),
};

let site: Site;
let bench: Bench;
beforeAll(async () => {
  bench = openBench();
  site = await openSite((req, res) => {
    const status = /^\/status\/(\d+)/.exec(req.url ?? '')?.[1];
    if (status !== undefined) res.writeHead(Number(status), HTML).end('<p>sorry</p>');
    else (PATHS[req.url ?? ''] ?? ((_req, answer) => answer.writeHead(404, HTML).end()))(req, res);
  });
});
afterAll(async () => {
  await site.close();
  await bench.close();
});

describe('one look at a page', () => {
  it.each([
    ['/there', 'live', 'status_200', 200],
    ['/to-there', 'live', 'status_200', 200],
    ['/nothing-here', 'gone', 'status_404', 404],
    ['/status/410', 'gone', 'status_410', 410],
    ['/status/451', 'geo_blocked', 'status_451', 451],
    ['/status/401', 'login_wall', 'status_401', 401],
    ['/status/403', 'bot_blocked', 'status_403', 403],
    ['/status/429', 'bot_blocked', 'status_429', 429],
    ['/status/503', 'host_down', 'status_503', 503],
    ['/status/999', 'bot_blocked', 'status_999', 999],
    ['/to-login', 'login_wall', 'redirect_login', 200],
    ['/to-home', 'not_checkable', 'redirect_home', 200],
    ['/loop', 'not_checkable', 'status_302', 302],
    ['/cookies', 'live', 'status_200', 200],
    ['/to-metadata', 'not_checkable', 'guard_address_metadata', undefined],
    ['/to-private', 'not_checkable', 'guard_address_private', undefined],
    ['/to-ipv6', 'not_checkable', 'guard_address_private', undefined],
    ['/to-file', 'not_checkable', 'guard_scheme', undefined],
    ['/to-userinfo', 'not_checkable', 'guard_userinfo', undefined],
    ['/to-rubbish', 'not_checkable', 'guard_url', undefined],
    ['/to-nowhere', 'host_down', 'dns', undefined],
  ])('finds at %s: %s by %s', async (path, verdict, by, status) => {
    const report = await bench.check(site.url(path));
    expect(report).toEqual(status === undefined ? { verdict, signal: by } : { verdict, signal: by, status });
  });

  it.each([
    ['/removed', { text: 'has been removed' }, 'gone'],
    ['/latin', { text: 'wurde gelöscht' }, 'gone'],
    ['/video?viewkey=1', { redirect: { lost: 'viewkey' } }, 'restricted'],
    ['/to-there', { status: [301] }, 'restricted'],
    ['/status/400', { status: [400], text: 'sorry' }, 'gone'],
  ] as const)('reads the signals of the platform at %s', async (path, when, verdict) => {
    const { status, ...wanted } = { status: undefined, ...when };
    const told = signal(status === undefined ? wanted : { ...wanted, status: [...status] }, verdict);
    expect(await bench.check(site.url(path), { signals: [told] })).toMatchObject({
      verdict,
      signal: 'told-so',
    });
  });

  it('reads JSON records, and knows a wall by its being none', async () => {
    const empty = signal({ json: { pointer: '/posts', emptyList: true } });
    const wall = signal({ notJson: true }, 'login_wall');
    const order = { kind: 'api', signals: [empty, wall] } as const;
    expect(await bench.check(site.url('/post.json'), order)).toMatchObject({ verdict: 'gone' });
    expect(await bench.check(site.url('/wall.json'), order)).toMatchObject({ verdict: 'login_wall' });
  });

  it('says who it is and brings no cookies, referrer or state', async () => {
    const from = site.asked.length;
    await bench.check(site.url('/cookies'));
    const asked = site.asked.slice(from);
    expect(asked.map(({ path }) => path)).toEqual(['/cookies', '/there']);
    for (const { headers } of asked) {
      expect(headers['user-agent']).toMatch(/^Redress\/\d+\.\d+\.\d+ \(\+takedown verification\)$/);
      expect(headers.accept).toContain('text/html');
      expect(headers).not.toHaveProperty('cookie');
      expect(headers).not.toHaveProperty('referer');
    }
  });

  it('follows five redirects and no sixth', async () => {
    const from = site.asked.length;
    await bench.check(site.url('/loop'));
    expect(site.asked.slice(from)).toHaveLength(6);
  });

  it('asks nothing at all when a person must look', async () => {
    const from = site.asked.length;
    expect(await bench.check(site.url('/there'), { method: 'none' })).toEqual({
      verdict: 'not_checkable',
      signal: 'method_none',
    });
    expect(site.asked.length).toBe(from);
  });

  it.each([
    ['ftp://site.example/x', 'guard_scheme'],
    ['http://user@site.example/x', 'guard_userinfo'],
    ['not a url', 'guard_url'],
    ['http://10.0.0.1/', 'guard_address_private'],
    ['http://x.onion/', 'guard_host_name'],
  ])('does not look at %s', async (url, by) => {
    expect(await bench.check(url)).toEqual({ verdict: 'not_checkable', signal: by });
  });

  it('logs the verdict and never the URL', async () => {
    await bench.check(site.url('/there?secret=1'));
    expect(bench.logged.at(-1)).toContain('"verdict"');
    expect(bench.logged.join()).not.toMatch(/site\.example|secret/);
  });
});

describe('media', () => {
  it('is asked for with HEAD and nothing else', async () => {
    const from = site.asked.length;
    for (const path of ['/there', '/status/404', '/status/405', '/status/403', '/to-there']) {
      await bench.check(site.url(path), { kind: 'media' });
    }
    expect(new Set(site.asked.slice(from).map(({ method }) => method))).toEqual(new Set(['HEAD']));
  });

  it.each([
    ['/status/404', 'gone'],
    ['/status/405', 'not_checkable'],
    ['/status/403', 'not_checkable'],
    ['/there', 'not_checkable'],
  ])('at %s is %s', async (path, verdict) => {
    expect(await bench.check(site.url(path), { kind: 'media' })).toMatchObject({ verdict });
  });
});

describe('the control page', () => {
  it.each([
    ['/there', 'gone', 'status_404'],
    ['/status/404', 'bot_blocked', 'control_status_404'],
    ['/status/403', 'bot_blocked', 'control_status_403'],
    ['/status/429', 'bot_blocked', 'control_status_429'],
    ['/status/503', 'host_down', 'control_status_503'],
    ['/status/451', 'geo_blocked', 'control_status_451'],
    ['/to-login', 'login_wall', 'control_redirect_login'],
    ['/to-nowhere', 'host_down', 'control_dns'],
    ['/to-private', 'not_checkable', 'control_guard_address_private'],
  ])('at %s makes of a 404: %s by %s', async (path, verdict, by) => {
    const control = { url: site.url(path), status: [200] };
    expect(await bench.check(site.url('/nothing-here'), { control })).toEqual({
      verdict,
      signal: by,
      status: 404,
    });
  });

  it('that fits the same signal shows that the signal says nothing', async () => {
    const order = {
      signals: [signal({ text: 'removed' })],
      control: { url: site.url('/removed'), status: [200] },
    };
    expect(await bench.check(site.url('/removed'), order)).toMatchObject({
      verdict: 'not_checkable',
      signal: 'control_is_gone_too',
    });
  });

  it('is asked for only when the verdict would be gone', async () => {
    const from = site.asked.length;
    const control = { url: site.url('/'), status: [200] };
    for (const path of ['/there', '/status/403', '/status/451'])
      await bench.check(site.url(path), { control });
    expect(site.asked.slice(from).map(({ path }) => path)).not.toContain('/');
  });
});
