import { describe, expect, it } from 'vitest';
import { badArrival, netCode, retryAfter } from '../../../src/channels/form/arrival.ts';

const answer = (status: number, headers: Record<string, string> = {}) =>
  badArrival({ kind: 'answer', status, headers })?.delivery;

describe("how a form's page came", () => {
  it.each([200, 204, 304])('is well with status %d', (status) => {
    expect(answer(status)).toBeUndefined();
  });

  it.each<readonly [number, Record<string, string>, object]>([
    [500, {}, { result: 'retry', code: 'http_500' }],
    [503, { 'retry-after': '60' }, { result: 'retry', code: 'http_503', retryAfter: 60_000 }],
    [429, { 'retry-after': 'soon' }, { result: 'retry', code: 'http_429' }],
    [408, {}, { result: 'retry', code: 'http_408' }],
    [403, {}, { result: 'retry', code: 'http_403' }],
    [401, {}, { result: 'handover', reason: 'login', code: 'form_http_401' }],
    [404, {}, { result: 'handover', reason: 'drift', code: 'form_http_404' }],
    [410, {}, { result: 'handover', reason: 'drift', code: 'form_http_410' }],
    [451, {}, { result: 'handover', reason: 'drift', code: 'form_http_451' }],
    [403, { 'x-outbound-refused': 'unresolvable' }, { result: 'retry', code: 'outbound_unresolvable' }],
    [403, { 'x-outbound-refused': 'Not practice!' }, { result: 'handover', code: 'outbound_not_practice_' }],
  ])('means with status %d and %o that %o', (status, headers, delivery) => {
    expect(answer(status, headers)).toMatchObject(delivery);
  });

  it.each([
    ['net::ERR_NAME_NOT_RESOLVED at https://x.example/secret', 'net_name_not_resolved'],
    ['net::ERR_CERT_DATE_INVALID', 'net_cert_date_invalid'],
    ['something else', 'net_failed'],
  ])('makes a code of %j without its address', (message, code) => {
    expect(netCode(message)).toBe(code);
  });

  it.each<readonly [string | undefined, number | undefined]>([
    ['120', 120_000],
    [' 0 ', 0],
    ['Thu, 01 Jan 1970 00:01:40 GMT', 90_000],
    ['Thu, 01 Jan 1970 00:00:01 GMT', 0],
    ['999999999', 86_400_000],
    ['-5', undefined],
    ['later', undefined],
    [undefined, undefined],
  ])('reads Retry-After %j as %j ms', (value, wait) => {
    expect(retryAfter(value, 10_000)).toBe(wait);
  });
});
