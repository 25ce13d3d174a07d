import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBrowserHost } from '../../../src/browser/host.ts';
import type { BrowserHost } from '../../../src/browser/types.ts';
import { renderOrder } from '../../../src/catalog/render/order.ts';
import type { NoticeView } from '../../../src/catalog/view.ts';
import { createFormSender } from '../../../src/channels/form/form-sender.ts';
import type { Sender } from '../../../src/flow/ports.ts';
import { createOutbound } from '../../../src/outbound/outbound.ts';
import type { Outbound } from '../../../src/outbound/types.ts';
import { type Practice, startPractice } from '../../../src/sandbox/index.ts';
import { silentLogger } from '../../support/silent-logger.ts';
import { visit } from './client.ts';
import { catalog, viewOf } from './practice-files.ts';

let practice: Practice;
let outbound: Outbound;
let browser: BrowserHost;
let forms: Sender<'form'>;

beforeAll(async () => {
  practice = await startPractice({ speed: Number.POSITIVE_INFINITY });
  outbound = createOutbound({ mode: 'sandbox', practice: practice.http });
  browser = createBrowserHost({ outbound, log: silentLogger });
  forms = createFormSender({ browser, log: silentLogger });
});
beforeEach(() => {
  practice.reset();
});
afterAll(async () => {
  await forms.close();
  await browser.close();
  await outbound.close();
  await practice.close();
});

async function send(name: string, url: string, more?: Partial<NoticeView>) {
  const recipient = catalog.recipients.get(`practice-${name}`);
  if (recipient === undefined) throw new Error(`no file practice-${name}`);
  const rendered = renderOrder(recipient, 'report-form', viewOf([url], more), catalog);
  if (rendered.kind !== 'form') throw new Error(`${name} has no form`);
  let commits = 0;
  const order = {
    key: 'n1-1',
    noticeKey: 'n1',
    takedownId: 'td_1',
    recipient: recipient.id,
    channel: 'report-form',
  };
  const control = {
    signal: new AbortController().signal,
    commit: async () => {
      commits += 1;
    },
  };
  return { ...(await forms.send({ ...order, rendered }, control)), commits };
}

const asSubject = (): Partial<NoticeView> => {
  const { notice } = viewOf(['http://looply.practice.test/p/2']);
  return { notice: { ...notice, claimant: { ...notice.claimant, role: 'subject' } } };
};

describe('the forms of the practice platforms, driven by their files in Chromium', () => {
  it.each([
    ['a representative, with the letter', undefined],
    ['the person shown, without one', asSubject()],
  ])('looply takes the report of %s and gives its number', async (_, more) => {
    const url = 'http://looply.practice.test/p/2';
    const report = await send('looply', url, more);
    expect(report.delivery).toMatchObject({ result: 'sent', hasReference: true });
    expect([report.reference, report.commits]).toEqual(['LP-000001', 1]);
    expect((await visit(practice, url)).status).toBe(410);
    expect(practice.arrivals('looply')).toMatchObject({ arrived: 1, accepted: 1 });
    expect(practice.arrivals('looply').posts).toEqual(new Map([['2', 1]]));
  });

  it('looply turns down an address that is not its own, and nothing is sent', async () => {
    const report = await send('looply', 'http://pixhub.practice.test/p/2');
    expect(report.delivery.result).toBe('handover');
    expect(report.commits).toBe(0);
    expect(practice.arrivals('looply').arrived).toBe(0);
  });

  it('gatekeep is left to a person, and nothing is sent', async () => {
    const report = await send('gatekeep', 'http://gatekeep.practice.test/p/4');
    expect(report.delivery).toMatchObject({ result: 'handover', reason: 'captcha' });
    expect(report.commits).toBe(0);
    expect(practice.arrivals('gatekeep').arrived).toBe(0);
  });
});
