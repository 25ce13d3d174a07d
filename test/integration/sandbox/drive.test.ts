import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderOrder } from '../../../src/catalog/render/order.ts';
import { renderStatus } from '../../../src/catalog/render/status.ts';
import type { NoticeView } from '../../../src/catalog/view.ts';
import { createApiSender } from '../../../src/channels/api/sender.ts';
import { createEmailSender } from '../../../src/channels/email/sender.ts';
import { createChecker } from '../../../src/checks/checker.ts';
import type { LocationKind } from '../../../src/domain/verdict.ts';
import type { Checker, Sender, SendOrder, SendReport } from '../../../src/flow/ports.ts';
import { createOutbound } from '../../../src/outbound/outbound.ts';
import type { Outbound } from '../../../src/outbound/types.ts';
import { type Practice, startPractice } from '../../../src/sandbox/index.ts';
import { silentLogger } from '../../support/silent-logger.ts';
import { freezeDate, pass } from './client.ts';
import { catalog, viewOf } from './practice-files.ts';

const control = { signal: new AbortController().signal, commit: async () => {} };

let practice: Practice;
let outbound: Outbound;
let api: Sender<'api'>;
let email: Sender<'email'>;
let checker: Checker;

beforeAll(async () => {
  practice = await startPractice();
  outbound = createOutbound({ mode: 'sandbox', practice: practice.http });
  const { dispatcher } = outbound;
  const secrets = { get: (name: string) => practice.secrets[name] };
  api = createApiSender({ dispatcher, secrets, log: silentLogger });
  const smtp = { ...practice.smtp, tls: 'none' as const };
  email = createEmailSender({ smtp, messageDomain: 'helpline.example', log: silentLogger });
  checker = createChecker({ dispatcher, log: silentLogger });
});
beforeEach(() => {
  practice.reset();
  freezeDate();
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(async () => {
  await Promise.all([api.close(), email.close(), checker.close()]);
  await outbound.close();
  await practice.close();
});

function recipientOf(name: string) {
  const found = catalog.recipients.get(`practice-${name}`);
  if (found === undefined) throw new Error(`no file practice-${name}`);
  return found;
}

/** One try at the only channel of a platform, rendered from its file and sent by the product's own sender. */
async function send(
  name: string,
  url: string,
  noticeKey: string,
  more?: Partial<NoticeView>,
): Promise<SendReport> {
  const recipient = recipientOf(name);
  const [channel = ''] = Object.keys(recipient.channels);
  const rendered = renderOrder(recipient, channel, viewOf([url], more), catalog);
  const order = { key: `${noticeKey}-1`, noticeKey, takedownId: 'td_1', recipient: recipient.id, channel };
  if (rendered.kind === 'api') return api.send({ ...order, rendered } satisfies SendOrder<'api'>, control);
  if (rendered.kind === 'email')
    return email.send({ ...order, rendered } satisfies SendOrder<'email'>, control);
  throw new Error(`${name} has neither API nor desk`);
}

async function look(name: string, url: string, kind: LocationKind = 'page'): Promise<string> {
  const { removal } = recipientOf(name);
  const { verdict } = await checker.check({ url, kind, ...removal }, control);
  return verdict;
}

describe('the practice platforms, driven by their files', () => {
  it.each([
    ['letterbox', 'letterbox', 'gone'],
    ['deafly', 'deafly', 'live'],
    ['deafly', 'hostwell', 'gone'],
    ['boomerang', 'boomerang', 'gone'],
    ['refusenik', 'refusenik', 'live'],
    ['borderline', 'borderline', 'geo_blocked'],
    ['wallflower', 'wallflower', 'login_wall'],
  ])('a post on %s, reported to %s, is %s afterwards', async (site, desk, verdict) => {
    const url = `http://${site}.practice.test/p/1`;
    expect(await look(site, url)).toBe('live');
    const { delivery } = await send(desk, url, 'n1');
    expect(delivery.result).toBe('sent');
    expect(practice.arrivals(desk)).toMatchObject({ accepted: 1 });
    expect(practice.arrivals(desk).posts).toEqual(new Map([['1', 1]]));
    pass(2);
    expect(await look(site, url)).toBe(verdict);
    expect(await look(site, `http://${site}.practice.test/p/2`)).toBe('live');
  });

  it('pixhub asks for patience, is polled to the end, and is gone in both places', async () => {
    const url = 'http://pixhub.practice.test/p/1';
    const media = 'http://cdn.pixhub.practice.test/media/1.png';
    expect(await look('pixhub', media, 'media')).toBe('live');
    expect((await send('pixhub', url, 'n1')).delivery).toMatchObject({ result: 'retry', retryAfter: 1_000 });
    const sent = await send('pixhub', url, 'n1');
    expect([sent.delivery.result, sent.reference]).toEqual(['sent', 'PX-000001']);
    expect(await poll('pixhub', 'PX-000001', url)).toEqual({ kind: 'receipt' });
    pass(2);
    expect(await poll('pixhub', 'PX-000001', url)).toEqual({ kind: 'says_gone' });
    expect([await look('pixhub', url), await look('pixhub', media, 'media')]).toEqual(['gone', 'live']);
    pass(1);
    expect(await look('pixhub', media, 'media')).toBe('gone');
    expect(practice.arrivals('pixhub').media.get).toBe(0);
  });

  it('refusenik denies when it is polled', async () => {
    const url = 'http://refusenik.practice.test/p/1';
    const { reference = '' } = await send('refusenik', url, 'n1');
    pass(2);
    expect(await poll('refusenik', reference, url)).toEqual({ kind: 'refused', reason: 'not_a_violation' });
  });

  it('wobbly gets one report out of four tries under one key', async () => {
    const url = 'http://wobbly.practice.test/p/1';
    const results: string[] = [];
    let last: SendReport | undefined;
    for (let tries = 0; tries < 4; tries += 1) {
      last = await send('wobbly', url, 'n1');
      results.push(`${last.delivery.result} ${last.delivery.code}`);
    }
    expect(results).toEqual(['retry http_503', 'retry http_timeout', 'retry http_lost', 'sent http_200']);
    expect(last?.reference).toBe('WB-000001');
    expect(practice.arrivals('wobbly')).toMatchObject({ arrived: 4, accepted: 1, sameText: 0 });
    pass(2);
    expect(await look('wobbly', url)).toBe('gone');
  });

  it('wobbly mail takes the second try of a mail, which is the same mail to it', async () => {
    const url = 'http://wobbly-mail.practice.test/p/1';
    expect((await send('wobbly-mail', url, 'n1')).delivery).toEqual({ result: 'retry', code: 'smtp_451' });
    expect((await send('wobbly-mail', url, 'n1')).delivery.result).toBe('sent');
    expect([...practice.arrivals('wobbly-mail').notices.keys()]).toEqual(['<n1@helpline.example>']);
    pass(2);
    expect(await look('wobbly-mail', url)).toBe('gone');
  });

  it('boomerang brings it back, and a second notice with other words settles it', async () => {
    const url = 'http://boomerang.practice.test/p/1';
    await send('boomerang', url, 'n1');
    pass(2);
    expect([await look('boomerang', url), await look('boomerang', url)]).toEqual(['gone', 'gone']);
    pass(3);
    expect(await look('boomerang', url)).toBe('live');
    await send('boomerang', url, 'n2', { cycle: 1 });
    pass(3600);
    expect(await look('boomerang', url)).toBe('gone');
    expect(practice.arrivals('boomerang')).toMatchObject({ accepted: 2, sameText: 0 });
  });

  it('longgone is gone before anything is sent', async () => {
    expect(await look('longgone', 'http://longgone.practice.test/p/1')).toBe('gone');
    expect(practice.arrivals('longgone').arrived).toBe(0);
  });

  it('a platform that is down is not taken for a removal', async () => {
    practice.setDown('letterbox', true);
    expect(await look('letterbox', 'http://letterbox.practice.test/p/1')).toBe('host_down');
  });

  it('pixhub says at once that a report names nothing of its own', async () => {
    await send('pixhub', 'http://pixhub.practice.test/p/1', 'n1');
    const { delivery } = await send('pixhub', 'http://looply.practice.test/p/1', 'n2');
    expect(delivery).toMatchObject({ result: 'refused', reason: 'cannot_locate' });
  });
});

async function poll(name: string, reference: string, url: string) {
  const recipient = recipientOf(name);
  const channel = recipient.channels['report-api'];
  if (channel === undefined || api.poll === undefined) throw new Error(`${name} cannot be polled`);
  const rendered = renderStatus(channel, reference, viewOf([url]), catalog);
  const order = { noticeKey: 'n1', recipient: recipient.id, channel: 'report-api', rendered };
  const answer = await api.poll(order, control);
  return answer.result === 'answer' ? answer.reply : answer;
}
