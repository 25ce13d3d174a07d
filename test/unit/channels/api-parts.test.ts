import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ANSWER_CAP, decodeBody } from '../../../src/channels/api/decode.ts';
import { encodeRequest } from '../../../src/channels/api/encode.ts';
import { faultDelivery } from '../../../src/channels/api/outcome.ts';
import { redirectTarget } from '../../../src/channels/api/redirect.ts';
import { retryAfter } from '../../../src/channels/api/retry-after.ts';
import { networkCode } from '../../../src/channels/network-code.ts';
import { atPointer } from '../../../src/domain/json-pointer.ts';
import { apiRequest } from '../../integration/api/orders.ts';

describe('a JSON pointer', () => {
  /** The document and the pointers of RFC 6901, section 5. */
  const document = { foo: ['bar', 'baz'], '': 0, 'a/b': 1, 'c%d': 2, 'm~n': 8, ' ': 7, none: null };
  it.each([
    ['', document],
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/m~0n', 8],
    ['/ ', 7],
    ['/none', null],
    ['/foo/2', undefined],
    ['/foo/-', undefined],
    ['/foo/00', undefined],
    ['/foo/length', undefined],
    ['/foo/0/length', undefined],
    ['/constructor', undefined],
    ['/__proto__', undefined],
    ['/none/x', undefined],
  ])('%j finds %j', (pointer, expected) => {
    expect(atPointer(document, pointer)).toEqual(expected);
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(2027, 0, 10, 12, 0, 0);
  it.each([
    ['120', 120_000],
    ['0', 0],
    ['99999999', 86_400_000],
    ['Sun, 10 Jan 2027 12:05:00 GMT', 300_000],
    ['Sun, 10 Jan 2027 11:00:00 GMT', 0],
    ['Sun, 10 Jan 2032 12:00:00 GMT', 86_400_000],
    ['-5', undefined],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j is %j ms', (header, expected) => {
    expect(retryAfter(header, now)).toBe(expected);
  });
});

describe('a redirect', () => {
  const at = new URL('https://api.example/v1/reports?x=1');
  it.each([
    ['GET', 301, '/v2', 'https://api.example/v2'],
    ['GET', 303, 'next', 'https://api.example/v1/next'],
    ['POST', 307, '/v2', 'https://api.example/v2'],
    ['POST', 308, 'https://api.example/v2', 'https://api.example/v2'],
    ['POST', 302, '/v2', undefined],
    ['POST', 303, '/v2', undefined],
    ['GET', 302, 'https://evil.example/', undefined],
    ['GET', 302, '//evil.example/', undefined],
    ['GET', 302, 'http://api.example/v2', undefined],
    ['GET', 302, 'https://api.example:8443/v2', undefined],
    ['GET', 302, 'javascript:alert(1)', undefined],
    ['GET', 302, 'https://', undefined],
    ['GET', 302, undefined, undefined],
    ['GET', 200, '/v2', undefined],
  ])('%s %i to %j leads to %j', (method, status, location, expected) => {
    const answer = { status, headers: { location }, text: '' };
    expect(redirectTarget(method, at, answer)?.href).toBe(expected);
  });
});

describe('a body', () => {
  it('that grows above the cap when it is decoded is not read', () => {
    expect(decodeBody(gzipSync(Buffer.alloc(ANSWER_CAP)), 'gzip')).toHaveLength(ANSWER_CAP);
    expect(decodeBody(gzipSync(Buffer.alloc(ANSWER_CAP + 1)), 'gzip')).toBeUndefined();
  });

  it('in an unknown coding, in too many, or broken is not read', () => {
    const zipped = gzipSync('{"a":1}');
    expect(decodeBody(zipped, 'GZIP ')).toBe('{"a":1}');
    expect(decodeBody(gzipSync(zipped), 'gzip, gzip')).toBe('{"a":1}');
    expect(decodeBody(zipped, 'gzip, gzip, gzip')).toBeUndefined();
    expect(decodeBody(zipped, 'zstd')).toBeUndefined();
    expect(decodeBody(zipped.subarray(0, 12), 'gzip')).toBeUndefined();
    expect(decodeBody(Buffer.alloc(0), 'gzip')).toBe('');
  });
});

describe('a request on the wire', () => {
  it('leaves the framing to the connection and lets credentials and the key win', () => {
    const wire = encodeRequest(
      apiRequest('https://api.example/r', {
        headers: {
          Host: 'evil.example',
          'Content-Length': '1',
          AUTHORIZATION: 'file',
          'X-A': 'b',
          Key: 'file',
        },
        idempotencyHeader: 'Key',
      }),
      { authorization: 'Bearer t' },
      'n1',
    );
    expect(wire?.headers).toMatchObject({ authorization: 'Bearer t', 'x-a': 'b', key: 'n1' });
    expect(Object.keys(wire?.headers ?? {})).not.toContain('host');
    expect(Object.keys(wire?.headers ?? {})).not.toContain('content-length');
  });

  it.each([
    [
      'a line break in a header',
      apiRequest('https://api.example', { headers: { 'x-note': 'a\r\nx-evil: 1' } }),
    ],
    ['a letter that headers cannot hold', apiRequest('https://api.example', { headers: { 'x-note': '✓' } })],
    ['a header name that is none', apiRequest('https://api.example', { headers: { 'x note': 'a' } })],
    ['an address without a scheme', apiRequest('api.example/r')],
    ['another scheme', apiRequest('file:///etc/passwd')],
    ['credentials in the address', apiRequest('https://user:pass@api.example')],
  ])('cannot be written with %s', (_what, request) => {
    expect(encodeRequest(request, {}, 'n1')).toBeUndefined();
  });
});

describe('a request without an answer', () => {
  it.each([
    ['connection_refused', false, false, false, { result: 'retry', code: 'connection_refused' }],
    ['outbound_address_private', false, true, false, { result: 'failed', code: 'outbound_address_private' }],
    ['connection_lost', true, false, false, { result: 'unknown', code: 'http_lost' }],
    ['timeout', true, false, false, { result: 'unknown', code: 'http_timeout' }],
    ['connection_lost', true, false, true, { result: 'retry', code: 'http_lost' }],
    ['aborted', true, false, true, { result: 'retry', code: 'http_aborted' }],
  ])('%s, sent %s, final %s, repeatable %s: %j', (fault, sent, final, repeatable, expected) => {
    expect(faultDelivery({ fault, sent, final }, repeatable)).toEqual(expected);
  });
});

describe('the code of a network error', () => {
  const withCode = (code: string) => Object.assign(new Error('canary'), { code });
  it.each([
    [withCode('ECONNREFUSED'), 'connection_refused'],
    [new AggregateError([withCode('ENETUNREACH'), withCode('ECONNREFUSED')]), 'network_unreachable'],
    [new Error('x', { cause: withCode('ENOTFOUND') }), 'dns'],
    [withCode('DEPTH_ZERO_SELF_SIGNED_CERT'), 'tls'],
    [withCode('ERR_TLS_CERT_ALTNAME_INVALID'), 'tls'],
    [withCode('UND_ERR_CONNECT_TIMEOUT'), 'timeout'],
    [withCode('EWHATEVER'), 'network'],
    ['text', 'network'],
    [undefined, 'network'],
  ])('%s is %s', (error, expected) => {
    expect(networkCode(error)).toBe(expected);
  });
});
