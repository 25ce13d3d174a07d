import { describe, expect, it, test } from 'vitest';
import { renderOrder } from '../../../src/catalog/render/order.ts';
import { renderStatus } from '../../../src/catalog/render/status.ts';
import type { RenderedApi, RenderedForm } from '../../../src/catalog/rendered.ts';
import type { NoticeView } from '../../../src/catalog/view.ts';
import { AS_SUBJECT, catalogOf, errorOf, noticeOf, recipientOf, viewOf } from './fixtures.ts';

const catalog = catalogOf();
const chirp = recipientOf(catalog, 'chirp');

function form(view: NoticeView = viewOf()): RenderedForm {
  const order = renderOrder(chirp, 'form', view, catalog);
  if (order.kind !== 'form') throw new Error('form is no form');
  return order;
}

function api(channel = 'api', view: NoticeView = viewOf()): RenderedApi {
  const order = renderOrder(chirp, channel, view, catalog);
  if (order.kind !== 'api') throw new Error(`${channel} is no api channel`);
  return order;
}

describe('a form', () => {
  it('has every template filled in and its letter made', () => {
    const { url, steps, letter, spec } = form();
    expect(url).toBe('https://chirp.com/help?u=ann');
    expect(steps).toMatchObject([
      { do: 'goto', url: 'https://chirp.com/help' },
      { do: 'fill', value: 'https://chirp.com/ann/status/12\nhttps://chirpimg.com/12.jpg' },
      { do: 'fill', value: 'She never agreed to this.', maxLength: 80 },
      { do: 'fill', value: 'Secret Subject' },
      { do: 'choose', at: { role: 'radio', name: 'I act as representative' } },
      { do: 'upload', file: 'authority_letter' },
      { do: 'submit' },
    ]);
    expect(steps.some((step) => 'when' in step)).toBe(false);
    expect(letter?.content).toBe('We act on a signed authority.\n');
    expect(spec).toMatchObject({ success: { text: 'Thank you' }, stepTimeout: 15_000 });
  });

  it('leaves out steps whose condition does not hold, and the letter that none uploads', () => {
    const notice = noticeOf({ claimant: AS_SUBJECT, authority: undefined, subject: undefined });
    const { steps, letter } = form(viewOf({ notice }));
    expect(steps.map((step) => step.do)).toEqual(['goto', 'fill', 'fill', 'choose', 'submit']);
    expect(letter).toBeUndefined();
  });

  it('cuts nothing: a text that is too long is refused, without saying the text', () => {
    const nonConsent = 'secret words '.repeat(10).trim();
    const error = errorOf(() => form(viewOf({ notice: noticeOf({ statements: { nonConsent } }) })));
    expect(error).toMatchObject({ code: 'field_too_long', field: 'steps[2]' });
    expect(error.message).toBe('A text of 129 characters does not fit a field of the form that takes 80');
  });

  it('takes a group that this URL does not have for empty where the template has a default', () => {
    expect(form(viewOf({ content: {} })).url).toBe('https://chirp.com/help?u=');
  });
});

describe('an api request', () => {
  it('keeps the type of a leaf that is one expression, and drops what is nothing under a key with ?', () => {
    const request = api().render({ account: 42 });
    expect(request.body).toEqual({
      type: 'json',
      json: {
        urls: ['https://chirp.com/ann/status/12', 'https://chirpimg.com/12.jpg'],
        account: 42,
        good_faith: true,
        cycle: 0,
        text: 'Notice td_1',
        fixed: [1, true, null],
      },
    });
  });

  it('sends what there is under a key with ?, without the ?', () => {
    const claimant = { ...noticeOf().claimant, phone: '+1 202 555 0100' };
    const notice = noticeOf({
      claimant,
      statements: { nonConsent: 'No.', goodFaith: true, illegality: 'Act, s.1' },
      hashes: [{ kind: 'md5', value: '00112233445566778899aabbccddeeff' }],
    });
    const request = api('api', viewOf({ notice })).render({ account: 42 });
    expect(request.body).toMatchObject({
      json: {
        law: 'Act, s.1',
        hashes: [{ kind: 'md5', value: '00112233445566778899aabbccddeeff' }],
        extra: { phone: '+1 202 555 0100' },
      },
    });
    expect(request.url).toBe('https://api.chirp.com/{account_id}/reports?lang=en&trace=Act%2C+s.1');
  });

  it('has method, headers, auth, secrets by name and the rules of its answer', () => {
    expect(api().render({ account: 1 })).toMatchObject({
      method: 'POST',
      url: 'https://api.chirp.com/{account_id}/reports?lang=en',
      urlSecrets: { account_id: 'chirp-account' },
      headers: { 'X-Trace': 'td_1' },
      auth: { scheme: 'bearer', secret: 'chirp-token' },
      idempotencyHeader: 'Idempotency-Key',
      reference: '/id',
      timeout: 30_000,
    });
  });

  it('makes its lookups first', () => {
    const [lookup] = api().lookups;
    expect(lookup).toMatchObject({ name: 'account', pointer: '/id' });
    expect(lookup?.render({})).toMatchObject({
      method: 'GET',
      url: 'https://api.chirp.com/accounts/ann',
      body: undefined,
    });
  });

  it('writes a form with one pair for each entry of a list', () => {
    expect(api('form-body').render({}).body).toEqual({
      type: 'form',
      pairs: [
        ['url[]', 'https://chirp.com/ann/status/12'],
        ['url[]', 'https://chirpimg.com/12.jpg'],
        ['good_faith', 'true'],
        ['both', 'a'],
        ['both', 'td_1'],
      ],
    });
  });

  it('fails at once, not at the recipient, for what the URL does not have', () => {
    const error = errorOf(() => api('api', viewOf({ content: {} })));
    expect(error.code).toBe('field_missing');
    expect(error.message).toContain('content.user');
  });
});

describe('a status request', () => {
  it('knows the reference', () => {
    const channel = chirp.channels['api'];
    if (channel === undefined) throw new Error('the fixtures have no api');
    const { request, status } = renderStatus(channel, 'R-9', viewOf(), catalog);
    expect(request).toMatchObject({ method: 'GET', url: 'https://api.chirp.com/reports/R-9' });
    expect(status).toMatchObject({ pointer: '/state', every: 3_600_000 });
  });

  test.each(['desk', 'form-body'])('is a bug for a channel without one: %s', (id) => {
    const channel = chirp.channels[id];
    if (channel === undefined) throw new Error(`the fixtures have no ${id}`);
    expect(() => renderStatus(channel, 'R-9', viewOf(), catalog)).toThrow('has no status to ask for');
  });
});

describe('an assisted notice', () => {
  it('has text, link and checklist', () => {
    const order = renderOrder(chirp, 'letter', viewOf(), catalog);
    expect(order).toMatchObject({
      kind: 'assisted',
      link: 'https://chirp.com/privacy',
      checklist: ['Read the page'],
    });
    expect(order.kind === 'assisted' && order.text).toContain('She never agreed to this.');
  });

  it('of a channel that does not exist is a bug', () => {
    expect(() => renderOrder(chirp, 'toString', viewOf(), catalog)).toThrow('chirp has no channel toString');
  });
});
