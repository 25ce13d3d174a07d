import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkCatalog } from '../../../src/catalog/load.ts';
import { matchUrl } from '../../../src/catalog/match/match-url.ts';
import type { Channel } from '../../../src/catalog/schema/channel.ts';
import type { Recipient } from '../../../src/catalog/schema/recipient.ts';
import { EXPECTED, type Practice, startPractice } from '../../../src/sandbox/index.ts';
import { mail, visit } from './client.ts';
import { catalog, practiceFiles } from './practice-files.ts';

let practice: Practice;
beforeAll(async () => {
  practice = await startPractice();
});
afterAll(async () => {
  await practice.close();
});

const recipients = [...catalog.recipients.values()];
const channels = recipients.flatMap((recipient) => Object.values(recipient.channels));

/** The values of a key, wherever it stands. */
function valuesOf(key: RegExp, value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    typeof part === 'string' && key.test(name) ? [part] : valuesOf(key, part),
  );
}

function secondsToEnd(recipient: Recipient): number {
  const rungs = recipient.ladder.map(({ wait }) => (wait === 'deadline' ? 12_000 : wait));
  return rungs.reduce((sum, wait) => sum + wait, 0) / 1000;
}

describe('the files of the practice platforms', () => {
  it('have no fault, not even a warning', () => {
    const faults = checkCatalog(practiceFiles()).filter((fault) => fault.file.startsWith('practice/'));
    expect(faults).toEqual([]);
  });

  it('are one for each practice platform', () => {
    const names = practice.platforms.map((name) => `practice-${name}`);
    expect([...catalog.recipients.keys()].sort()).toEqual(names.sort());
  });

  it('are found by the URLs of the example file, which stand for themselves', () => {
    const urls = Object.keys(EXPECTED).filter((url) => url.includes('.practice.test/'));
    expect(urls).toHaveLength(13);
    for (const url of urls) {
      const name = new URL(url).hostname.replace('.practice.test', '');
      const match = matchUrl(url, catalog);
      expect([match?.recipient.id, match?.canonicalUrl]).toEqual([`practice-${name}`, url]);
    }
    expect(matchUrl('https://somewhere.example/p/1', catalog)).toBeNull();
  });

  it('know the copy of a pixhub post on its CDN', () => {
    const match = matchUrl('http://pixhub.practice.test/p/1001/?from=feed', catalog);
    const media = 'http://cdn.pixhub.practice.test/media/1001.png';
    expect(match?.derivedLocations).toEqual([{ kind: 'media', url: media }]);
    expect(matchUrl(media, catalog)).toMatchObject({ serves: 'media', recipient: { id: 'practice-pixhub' } });
  });

  it('name the secrets that the practice gives, and no other', () => {
    const named = new Set(channels.flatMap((channel) => valuesOf(/secret$/i, channel)));
    expect([...named].sort()).toEqual(Object.keys(practice.secrets).sort());
  });

  it('speak of places that are served', async () => {
    const urls = recipients.flatMap((one) => [
      ...valuesOf(/^(url|tokenUrl)$/, one.removal),
      ...valuesOf(/^(url|tokenUrl)$/, one.channels),
    ]);
    const places = new Set(urls.filter((url) => url.startsWith('http') && !url.includes('{{')));
    expect(places.size).toBeGreaterThan(20);
    for (const url of places) {
      const [get, post] = [
        await visit(practice, url),
        await visit(practice, url, { method: 'POST', body: '' }),
      ];
      expect([url, get.status !== 404 || post.status !== 404]).toEqual([url, true]);
    }
  });

  it('write to desks that exist', async () => {
    const desks = channels.flatMap((channel) => (channel.kind === 'email' ? [channel.to] : []));
    expect(desks).toHaveLength(4);
    for (const to of desks) {
      const answer = await mail(practice, to, { text: 'hello' }).then(
        () => 250,
        (error) => error.responseCode,
      );
      expect([250, 451]).toContain(answer);
    }
  });

  it('never lead out of the practice', () => {
    const hosts = practiceFiles()
      .filter((file) => file.path.startsWith('practice/'))
      .flatMap((file) => [...file.text.matchAll(/https?:\/\/([^/\s'"]+)|[\w.-]+@([\w.-]+)/g)])
      .map((found) => found[1] ?? found[2] ?? '');
    expect(hosts.length).toBeGreaterThan(50);
    for (const host of hosts) expect(host).toMatch(/\.practice\.test$/);
  });

  it('bring every takedown to its end in well under a minute', () => {
    for (const recipient of recipients) expect(secondsToEnd(recipient)).toBeLessThanOrEqual(32);
  });

  it('are used by machines alone but for what a person must do', () => {
    const kinds = (kind: Channel['kind']) => channels.filter((channel) => channel.kind === kind).length;
    expect([kinds('api'), kinds('form'), kinds('email'), kinds('assisted')]).toEqual([7, 2, 4, 0]);
  });
});
