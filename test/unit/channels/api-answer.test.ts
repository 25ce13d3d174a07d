import { describe, expect, it } from 'vitest';
import type { RenderedRequest } from '../../../src/catalog/rendered.ts';
import { readAnswer } from '../../../src/channels/api/answer.ts';
import { readStatus } from '../../../src/channels/api/status.ts';
import { apiRequest, apiStatus } from '../../integration/api/orders.ts';

const answer = (status: number, body?: unknown, headers: Record<string, string> = {}) => ({
  status,
  headers,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});
const read = (more: Partial<RenderedRequest>, given: Parameters<typeof readAnswer>[1]) =>
  readAnswer(apiRequest('https://api.example', more), given, 0);
const bearer = { auth: { scheme: 'bearer', secret: 's' } } as const;

describe('what an API answer means without a rule', () => {
  it.each([
    [200, {}, { result: 'sent', code: 'http_200', hasReference: false }],
    [202, {}, { result: 'sent', code: 'http_202', hasReference: false }],
    [302, {}, { result: 'failed', code: 'http_302' }],
    [400, {}, { result: 'failed', code: 'http_400' }],
    [404, {}, { result: 'failed', code: 'http_404' }],
    [408, {}, { result: 'retry', code: 'http_408' }],
    [429, {}, { result: 'retry', code: 'http_429' }],
    [500, {}, { result: 'retry', code: 'http_500' }],
    [503, {}, { result: 'retry', code: 'http_503' }],
    [401, {}, { result: 'handover', code: 'http_401', reason: 'missing_secret' }],
    [401, bearer, { result: 'handover', code: 'http_401', reason: 'missing_secret' }],
    [403, bearer, { result: 'handover', code: 'http_403', reason: 'missing_secret' }],
    [403, {}, { result: 'failed', code: 'http_403' }],
  ])('%i with %j is %j', (status, more, expected) => {
    expect(read(more, answer(status)).delivery).toEqual(expected);
  });

  it('takes the pause from Retry-After', () => {
    expect(read({}, answer(503, '', { 'retry-after': '30' })).delivery).toEqual({
      result: 'retry',
      code: 'http_503',
      retryAfter: 30_000,
    });
  });
});

describe('what an API answer means by rule', () => {
  const answers: RenderedRequest['answers'] = [
    { status: [409], means: 'duplicate' },
    { pointer: '/error/code', equals: ['gone', 410], means: 'says_gone' },
    { pointer: '/error/code', equals: ['policy'], means: 'refused', reason: 'not_a_violation' },
    { pointer: '/error/code', equals: ['no'], means: 'refused' },
    { status: [200, 400], pointer: '/login', means: 'login' },
    { pointer: '/busy', equals: [true], means: 'retry' },
    { status: [302], means: 'sent' },
    { pointer: '/error', means: 'failed' },
  ];
  it.each([
    [409, { id: 'R1' }, { result: 'sent', code: 'duplicate', hasReference: true }],
    [400, { error: { code: 'gone' }, id: 7 }, { result: 'says_gone', code: 'http_400', hasReference: true }],
    [400, { error: { code: 410 } }, { result: 'says_gone', code: 'http_400', hasReference: false }],
    [422, { error: { code: 'policy' } }, { result: 'refused', code: 'http_422', reason: 'not_a_violation' }],
    [200, { error: { code: 'no' } }, { result: 'refused', code: 'http_200', reason: 'other' }],
    [200, { login: null }, { result: 'handover', code: 'http_200', reason: 'login' }],
    [201, { login: null, id: 'R1' }, { result: 'sent', code: 'http_201', hasReference: true }],
    [200, { busy: true }, { result: 'retry', code: 'http_200' }],
    [200, { busy: 'true' }, { result: 'sent', code: 'http_200', hasReference: false }],
    [302, 'moved', { result: 'sent', code: 'http_302', hasReference: false }],
    [200, { error: 'new' }, { result: 'failed', code: 'http_200' }],
    [200, 'error', { result: 'sent', code: 'http_200', hasReference: false }],
    [503, 'busy', { result: 'retry', code: 'http_503' }],
  ])('%i %j is %j', (status, body, expected) => {
    expect(read({ answers, reference: '/id' }, answer(status, body)).delivery).toEqual(expected);
  });

  it('gives the reference as text, and none for what is no word or number', () => {
    const of = (id: unknown) => read({ reference: '/id' }, answer(200, { id })).reference;
    expect([of('R1 '), of(17), of(0)]).toEqual(['R1', '17', '0']);
    expect([of(' '), of(null), of({}), of(undefined)]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('does not believe a 2xx whose body was to tell more and cannot', () => {
    const lost = { status: 200, headers: {}, text: undefined };
    const page = answer(200, '<html>Please wait</html>', { 'content-type': 'text/html; charset=utf-8' });
    const unknown = { result: 'unknown', code: 'http_unreadable' };
    expect(read({ answers }, lost).delivery).toEqual(unknown);
    expect(read({ answers }, page).delivery).toEqual(unknown);
    expect(read({ reference: '/id' }, page).delivery).toEqual(unknown);
    expect(read({ answers, idempotencyHeader: 'k' }, lost).delivery).toEqual({ ...unknown, result: 'retry' });
    const sent = { result: 'sent', code: 'http_200', hasReference: false };
    expect(read({}, page).delivery).toEqual(sent);
    expect(read({ reference: '/id' }, lost).delivery).toEqual(sent);
    expect(read({ reference: '/id' }, answer(200, '')).delivery).toEqual(sent);
  });

  it('keeps what was said as evidence, shortened', () => {
    expect(read({}, answer(400, 'x'.repeat(3_000))).evidence).toHaveLength(2_000);
    expect(read({}, answer(204, '')).evidence).toBeUndefined();
  });
});

describe('what a status means', () => {
  const request = apiRequest('https://api.example', {
    method: 'GET',
    answers: [{ status: [410], means: 'says_gone' }],
  });
  const poll = (given: Parameters<typeof readAnswer>[1], more = {}) =>
    readStatus(apiStatus(request, more), given, 0);

  it.each([
    [{ status: 'submitted' }, { kind: 'receipt' }],
    [{ status: 'Accepted' }, { kind: 'says_gone' }],
    [{ status: true }, { kind: 'says_gone' }],
    [{ status: 3 }, { kind: 'says_gone' }],
    [{ status: '3' }, { kind: 'in_review' }],
    [{ status: 'pending' }, { kind: 'in_review' }],
    [
      { status: 'denied', denial_reason: 'duplicate_report' },
      { kind: 'refused', reason: 'duplicate' },
    ],
    [
      { status: 'denied', denial_reason: 'other_word' },
      { kind: 'refused', reason: 'other' },
    ],
    [{ status: 'denied' }, { kind: 'refused', reason: 'other' }],
  ])('%j is %j', (result, reply) => {
    expect(poll(answer(200, { result }))).toMatchObject({ result: 'answer', code: 'http_200', reply });
  });

  it.each([
    [answer(429, '', { 'retry-after': '60' }), { result: 'retry', code: 'http_429', retryAfter: 60_000 }],
    [answer(404, {}), { result: 'retry', code: 'http_404' }],
    [answer(401, {}), { result: 'retry', code: 'http_401' }],
    [answer(200, { result: {} }), { result: 'retry', code: 'status_not_found' }],
    [answer(200, 'not json'), { result: 'retry', code: 'status_not_found' }],
  ])('%j teaches nothing: %j', (given, expected) => {
    expect(poll(given)).toEqual(expected);
  });

  it('hears an answer rule before the word', () => {
    expect(poll(answer(410, { result: { status: 'denied' } }))).toMatchObject({
      result: 'answer',
      reply: { kind: 'says_gone' },
    });
  });

  it('reads the word from the text where there is no value at the pointer', () => {
    expect(poll(answer(200, 'state: ACCEPTED.'), { textPattern: 'state: (\\w+)' })).toMatchObject({
      reply: { kind: 'says_gone' },
    });
  });
});
