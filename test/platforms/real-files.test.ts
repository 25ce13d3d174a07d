import { describe, expect, it } from 'vitest';
import { isMap } from '../../src/catalog/files/inherit.ts';
import { checkCatalog } from '../../src/catalog/load.ts';
import { matchUrl } from '../../src/catalog/match/match-url.ts';
import { normaliseUrl } from '../../src/catalog/match/normalise-url.ts';
import { CATALOG, CHANNELS, FILES, recipient } from './real-platforms.ts';

const DAY_OF_FACTS = '2026-11-23';

describe('the files of the real recipients', () => {
  it('load without a fault, and all that is warned of is a fact without a source or a known gap', () => {
    const faults = checkCatalog(FILES);
    expect(faults.filter((fault) => fault.severity === 'error')).toEqual([]);
    const others = faults.filter((fault) => !fault.reason.startsWith('is unverified'));
    expect(others.map(({ file, path }) => `${file} ${path}`)).toEqual([
      'regimes/uk-osa.yaml inForceFrom',
      'sites/mastodon.yaml removal.signals',
    ]);
  });

  it('name their schema on the first line', () => {
    for (const { path, text } of FILES.filter((file) => file.path.endsWith('.yaml'))) {
      const schema = path.startsWith('regimes/') ? './_schema.json' : '../_schema.json';
      expect(text.split('\n', 1)[0], path).toBe(`# yaml-language-server: $schema=${schema}`);
    }
  });

  it.each([
    [
      'facebook',
      'platform',
      'dpo-email escalation, india-grievance ncii, ncii-form ncii, ncii-help ncii, photo-privacy-form privacy',
    ],
    [
      'x',
      'platform',
      'india-grievance ncii, policy-report ncii, private-information-form ncii, take-it-down ncii',
    ],
    ['reddit', 'platform', 'help-article ncii, india-grievance ncii, report ncii'],
    [
      'pornhub',
      'platform',
      'anonymous-csam csam, content-removal ncii, dsa-email escalation, support-email support, trusted-flagger trusted_flagger',
    ],
    [
      'google-search',
      'search',
      'india-email ncii, ncii-form ncii, ncii-removal ncii, synthetic-removal ncii',
    ],
    [
      'telegram',
      'platform',
      'abuse-email ncii, csam-email csam, dmca-email copyright, eu-regulation-bot ncii, in-app-report ncii, india-grievance-email ncii',
    ],
    [
      'bluesky',
      'platform',
      'appeal-email appeal, dsa-representative-email legal, in-app-report ncii, report-api ncii, support-email support',
    ],
    ['mastodon', 'platform', 'instance-contact ncii, report-api ncii'],
    ['cloudflare', 'cdn', 'abuse-form ncii, abuse-ncsei ncii'],
    ['hetzner', 'host', 'abuse-form abuse'],
    ['ftc', 'regulator', 'complaint complaint'],
    ['ofcom', 'regulator', 'complaint complaint'],
  ])('know the channels of %s with their purposes', (id, kind, channels) => {
    const found = recipient(id);
    expect(found.kind).toBe(kind);
    const list = Object.entries(found.channels).map(([name, channel]) => `${name} ${channel.purpose}`);
    expect(list.sort().join(', ')).toBe(channels);
    expect(found.sources.length).toBeGreaterThan(0);
  });

  it('have no form whose fields nobody has read, and no channel that claims to be checked by a person', () => {
    expect(CHANNELS.filter(({ channel }) => channel.kind === 'form')).toEqual([]);
    expect(CHANNELS.filter(({ channel }) => channel.checkedBy !== undefined)).toEqual([]);
  });

  it('say for every sourced fact where and when it was read, and for every other that it is general knowledge', () => {
    const facts = [...CATALOG.recipients.values(), ...CATALOG.regimes.values()].flatMap((file) =>
      factsOf(file),
    );
    expect(facts.length).toBeGreaterThan(120);
    for (const fact of facts) {
      if (fact['confidence'] === 'unverified') {
        expect(fact['source']).toBe('general knowledge');
        continue;
      }
      const day = fact['checkedOn'] ?? fact['readOn'];
      expect(fact['confidence']).toBe('sourced');
      expect(String(fact['source'] ?? fact['url'])).toMatch(/^(https?:\/\/|a public list|npm )/);
      expect(day).toMatch(/^2026-\d\d-\d\d$/);
      expect(String(day) <= DAY_OF_FACTS).toBe(true);
    }
  });
});

describe('URLs of the real recipients', () => {
  const examples = [...CATALOG.recipients.values()].flatMap((one) =>
    one.content.flatMap((rule) =>
      rule.examples.map((example) => ({ ...example, id: one.id, rule: rule.id })),
    ),
  );

  it.each(examples)('$id reads $url as $rule', ({ url, canonical, id, rule }) => {
    expect(normaliseUrl(url, recipient(id), CATALOG.templates)).toBe(canonical);
    expect(normaliseUrl(canonical, recipient(id), CATALOG.templates)).toBe(canonical);
    const match = matchUrl(url, CATALOG);
    expect([match?.recipient.id, match?.contentRule?.id]).toEqual([id, rule]);
  });

  it.each([
    ['https://fb.watch/abc/', 'facebook', 'page', true],
    ['https://scontent.example.fbcdn.net/v/1.jpg', 'facebook', 'media', false],
    ['https://t.co/abc', 'x', 'page', true],
    ['https://pbs.twimg.com/media/abc.jpg', 'x', 'media', false],
    ['https://i.redd.it/abc.jpg', 'reddit', 'media', false],
    ['https://www.reddit.com/r/example/s/AbCdEf', 'reddit', 'page', true],
    ['https://ei.phncdn.com/videos/1.jpg', 'pornhub', 'media', false],
    ['https://cdn.bsky.app/img/1', 'bluesky', 'media', false],
    ['https://cdn4.telesco.pe/file/1', 'telegram', 'media', false],
    ['https://www.google.com/search?q=example', 'google-search', 'page', false],
    ['https://site.pages.dev/1', 'cloudflare', 'page', false],
  ])('%s is a place of %s', (url, id, serves, shortener) => {
    const match = matchUrl(url, CATALOG);
    expect(match).toMatchObject({ serves, shortener, certainty: 'host' });
    expect(match?.recipient.id).toBe(id);
  });

  it('of an unknown Mastodon instance are only a guess, and stay on that instance', () => {
    const match = matchUrl('https://social.example/users/someone/statuses/100000000000000001', CATALOG);
    expect(match).toMatchObject({
      certainty: 'instance',
      canonicalUrl: 'https://social.example/@someone/100000000000000001',
    });
    expect(match?.recipient.id).toBe('mastodon');
  });

  it('of no known recipient match none', () => {
    expect(matchUrl('https://mail.google.com/mail/u/0', CATALOG)).toBeNull();
    expect(matchUrl('https://forum.example/thread/1', CATALOG)).toBeNull();
  });
});

/** Every map inside a file that says how sure it is. */
function factsOf(value: unknown): Readonly<Record<string, unknown>>[] {
  if (Array.isArray(value)) return value.flatMap(factsOf);
  if (!isMap(value)) return [];
  const below = Object.values(value).flatMap(factsOf);
  return 'confidence' in value ? [value, ...below] : below;
}
