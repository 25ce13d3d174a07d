import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/checks/answer.ts';
import { judge } from '../../src/checks/signals.ts';
import type { LocationKind } from '../../src/domain/verdict.ts';
import { CATALOG, recipient } from './real-platforms.ts';

const RUNGS = [...CATALOG.recipients.values()].flatMap((one) =>
  one.ladder.map((rung, index) => ({ one, rung, index, target: recipient(rung.to ?? one.id) })),
);
const PLATFORMS = [...CATALOG.recipients.values()].filter((one) => one.kind === 'platform');

describe('the ladders of the real recipients', () => {
  it('never lead to a trap: appeals, support, copyright, child protection, legal representatives', () => {
    const purposes = RUNGS.flatMap(({ rung, target }) =>
      rung.channels.map((id) => target.channels[id]?.purpose),
    );
    expect([...new Set(purposes)].sort()).toEqual([
      'abuse',
      'complaint',
      'escalation',
      'ncii',
      'privacy',
      'trusted_flagger',
    ]);
  });

  it.each(PLATFORMS.map((one) => [one.id, one] as const))(
    'of %s begin at its own desk for intimate images and wait for the deadline there',
    (_id, one) => {
      const first = one.ladder[0];
      expect(first?.to).toBeUndefined();
      expect(first?.wait).toBe('deadline');
      const purposes = first?.channels.map((id) => one.channels[id]?.purpose) ?? [];
      expect(purposes.every((purpose) => purpose === 'ncii' || purpose === 'trusted_flagger')).toBe(true);
    },
  );

  it.each(PLATFORMS.map((one) => [one.id, one] as const))(
    'of %s go on to the search engine, then to the regulator of the regime that applies',
    (_id, one) => {
      const tail = one.ladder.slice(-3).map(({ to, channels, regimes }) => ({ to, channels, regimes }));
      expect(tail).toEqual([
        { to: 'google-search', channels: ['ncii-removal', 'ncii-form'], regimes: undefined },
        { to: 'ftc', channels: ['complaint'], regimes: ['us-tida'] },
        { to: 'ofcom', channels: ['complaint'], regimes: ['uk-osa'] },
      ]);
    },
  );

  it('lead to a regulator only under its own regime, and never again to the desk that was asked first', () => {
    for (const { one, rung, target } of RUNGS) {
      if (target.kind === 'regulator') {
        expect(rung.regimes).toEqual(target.regimes);
        expect(one.regimes).toEqual(expect.arrayContaining(rung.regimes ?? []));
      }
    }
    for (const one of PLATFORMS) {
      const [first, second] = one.ladder;
      if (second?.to === undefined) expect(second?.channels[0]).not.toBe(first?.channels[0]);
    }
  });

  it('wait between one hour and thirty days wherever the law gives no hours', () => {
    for (const { rung } of RUNGS) {
      if (rung.wait === 'deadline') continue;
      expect(rung.wait).toBeGreaterThanOrEqual(3_600_000);
      expect(rung.wait).toBeLessThanOrEqual(30 * 86_400_000);
    }
  });
});

describe('the removal signals of the real recipients', () => {
  it('never say gone unless a source says so', () => {
    const gone = [...CATALOG.recipients.values()].flatMap((one) =>
      one.removal.signals
        .filter((signal) => signal.verdict === 'gone')
        .map((signal) => `${one.id} ${signal.id} ${signal.confidence}`),
    );
    expect(gone).toEqual([
      'bluesky record-not-found sourced',
      'bluesky record-not-located sourced',
      'bluesky post-not-found sourced',
    ]);
  });

  const html = (text: string) => ({ text, type: 'text/html' });
  const json = (value: unknown) => ({ text: JSON.stringify(value), type: 'application/json' });

  it.each<[string, LocationKind, number, { text: string; type: string }, string, string]>([
    [
      'facebook',
      'page',
      200,
      html('<div class="uiInterstitialContent">x</div>'),
      'restricted',
      'interstitial',
    ],
    [
      'facebook',
      'page',
      200,
      html("<p>This content isn't available right now</p>"),
      'restricted',
      'not-available-text',
    ],
    ['facebook', 'page', 200, html('<form id="login_form">'), 'login_wall', 'login-wall'],
    ['facebook', 'page', 200, html('<article>a post</article>'), 'live', 'status_200'],
    ['x', 'page', 200, html('<body><div id="root"></div></body>'), 'not_checkable', 'single-page-shell'],
    ['x', 'page', 404, html('<body>x</body>'), 'gone', 'status_404'],
    [
      'x',
      'api',
      200,
      json({ a: { __typename: 'TweetUnavailable', reason: 'NsfwLoggedOut' } }),
      'login_wall',
      'signed-out-adult',
    ],
    [
      'x',
      'api',
      200,
      json({ a: { __typename: 'TweetUnavailable', reason: 'Protected' } }),
      'restricted',
      'protected',
    ],
    ['x', 'api', 200, json({ tombstone: { text: 'x' } }), 'not_checkable', 'tombstone'],
    ['reddit', 'api', 403, json({ reason: 'private', error: 403 }), 'restricted', 'private-community'],
    [
      'reddit',
      'api',
      403,
      json({ reason: 'quarantined', error: 403 }),
      'login_wall',
      'quarantined-community',
    ],
    ['reddit', 'api', 200, html('<p>hello</p>'), 'bot_blocked', 'no-json'],
    [
      'reddit',
      'api',
      200,
      json([{ data: { children: [{ data: { selftext: '[removed]' } }] } }]),
      'not_checkable',
      'post-text-removed',
    ],
    [
      'reddit',
      'api',
      200,
      json([{ data: { children: [{ data: { selftext: '' } }] } }]),
      'live',
      'status_200',
    ],
    [
      'pornhub',
      'page',
      200,
      html('<div class="video removed">x</div>'),
      'restricted',
      'message-instead-of-video',
    ],
    [
      'pornhub',
      'page',
      200,
      html("<section class='noVideo'>x</section>"),
      'restricted',
      'message-instead-of-video',
    ],
    ['pornhub', 'page', 404, html('<div class="removed">x</div>'), 'gone', 'status_404'],
    ['pornhub', 'page', 200, html('<div class="geoBlocked">x</div>'), 'geo_blocked', 'geo-blocked'],
    [
      'telegram',
      'page',
      200,
      html('<div class="tgme_widget_message_text js-x">x</div>'),
      'live',
      'post-in-embedded-view',
    ],
    ['telegram', 'page', 200, html('<div>Post not found</div>'), 'not_checkable', 'post-not-found-text'],
    ['telegram', 'page', 200, html('<div class="tgme_page">x</div>'), 'not_checkable', 'channel-preview'],
    ['bluesky', 'api', 400, json({ error: 'RecordNotFound', message: 'x' }), 'gone', 'record-not-found'],
    [
      'bluesky',
      'api',
      400,
      json({ error: 'InvalidRequest', message: 'Could not find repo: a' }),
      'not_checkable',
      'account-not-found',
    ],
    ['bluesky', 'api', 200, json({ uri: 'at://x', cid: 'c', value: {} }), 'live', 'status_200'],
    ['mastodon', 'page', 410, html('<p>x</p>'), 'gone', 'status_410'],
    ['cloudflare', 'page', 522, html('<p>x</p>'), 'host_down', 'origin-fault'],
    ['google-search', 'page', 200, html('<p>x</p>'), 'live', 'status_200'],
  ])('%s %s %i is judged as its file says (%#)', (id, kind, status, body, verdict, signal) => {
    const url = 'https://asked.test/1';
    const answer: Answer = {
      outcome: 'answer',
      kind,
      asked: url,
      finalUrl: url,
      hops: [],
      status,
      headers: { 'content-type': body.type },
      body: { read: 'text', text: body.text, truncated: false },
    };
    expect(judge(answer, recipient(id).removal.signals)).toEqual({ verdict, signal });
  });

  it('of Pornhub read a lost view key as neither gone nor live', () => {
    const answer: Answer = {
      outcome: 'answer',
      kind: 'page',
      asked: 'https://www.pornhub.com/view_video.php?viewkey=ph0000000000001',
      finalUrl: 'https://www.pornhub.com/video',
      hops: [{ status: 302, to: 'https://www.pornhub.com/video' }],
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: { read: 'text', text: '<p>x</p>', truncated: false },
    };
    const judged = judge(answer, recipient('pornhub').removal.signals);
    expect(judged).toEqual({ verdict: 'not_checkable', signal: 'viewkey-lost' });
  });

  it('of search leave the look to a person', () => {
    expect(recipient('google-search').removal.method).toBe('none');
  });
});
