import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/checks/charset.ts';
import { plainText, shownMarkup, titleOf } from '../../../src/checks/markup.ts';
import { pageTroubleOf } from '../../../src/checks/page-trouble.ts';
import { matches } from '../../../src/checks/patterns.ts';
import { troubleOf } from '../../../src/checks/trouble.ts';
import { OutboundRefused } from '../../../src/outbound/types.ts';

describe('reading markup', () => {
  it.each([
    ['<p>a</p>', '<p>a</p>'],
    ['a<script>b</script>c', 'ac'],
    ['a<SCRIPT src="x">b</Script >c', 'ac'],
    ['a<!-- b -->c<style>d</style>e<template>f</template>g', 'aceg'],
    ['a<scripted>b</scripted>', 'a<scripted>b</scripted>'],
    ['a<script>b', 'a'],
    ['a<!-- b', 'a'],
    ['1 < 2', '1 < 2'],
  ])('shows of %s: %s', (html, shown) => {
    expect(shownMarkup(html)).toBe(shown);
  });

  it.each([
    ['<p>It isn&#39;t&nbsp;here &amp; &#x2019;s gone</p>', "It isn't here & ’s gone"],
    ['a\n\n <b>b</b>  c', 'a b c'],
    ['&unknown; &#9999999;', '&unknown; &#9999999;'],
    ['cut <off', 'cut'],
  ])('reads %j as %j', (html, read) => {
    expect(plainText(html)).toBe(read);
  });

  it.each([
    ['<title>A &amp; B</title>', 'A & B'],
    ['<TITLE lang=en>\n A </TITLE>', 'A'],
    ['<title>never closed', ''],
    ['no title', ''],
  ])('takes from %j the title %j', (html, title) => {
    expect(titleOf(html)).toBe(title);
  });

  it('takes one pass over markup that was made to take many', () => {
    const started = performance.now();
    for (const piece of ['<', '<script', '<!--', '<title', '&#', '<a ']) {
      const html = piece.repeat(Math.ceil((512 * 1024) / piece.length));
      plainText(shownMarkup(html));
      titleOf(html);
    }
    // Seconds at worst on a loaded machine; what is quadratic takes many minutes.
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});

describe('a pattern of a platform', () => {
  it('is matched without regard to case', () => {
    expect(matches('^gelöscht$', 'GELÖSCHT')).toBe(true);
  });

  it('that runs away on hostile text is ended and does not fit', () => {
    expect(matches('(a+)+$', `${'a'.repeat(60)}b`)).toBe(false);
    expect(matches('removed.*by the author', 'removed'.repeat(70_000))).toBe(false);
  });
});

describe('reading characters', () => {
  const word = 'gelöscht';
  const utf16 = Buffer.from(`\ufeff${word}`, 'utf16le');
  const latin = Buffer.from(word, 'latin1');
  const russian = Buffer.from([0xf3, 0xe4, 0xe0, 0xeb, 0xe5, 0xed, 0xee]);

  it.each([
    ['UTF-8 without a word', Buffer.from(word), undefined, word],
    ['the charset of the header', latin, 'text/html; charset=ISO-8859-1', word],
    ['a quoted charset', latin, 'text/html; charset="windows-1252"', word],
    ['a Cyrillic charset', russian, 'text/html;charset=windows-1251', 'удалено'],
    [
      'the charset of the page',
      Buffer.concat([Buffer.from('<meta charset="latin1">'), latin]),
      'text/html',
      `<meta charset="latin1">${word}`,
    ],
    ['a byte order mark above all', utf16, 'text/html; charset=utf-8', word],
    ['an unknown charset as UTF-8', Buffer.from(word), 'text/html; charset=klingon', word],
    ['bytes that fit no charset', Buffer.from([0x61, 0xff, 0x62]), undefined, 'a\ufffdb'],
  ])('takes %s', (_, bytes, contentType, read) => {
    expect(decodeText(bytes, contentType)).toBe(read);
  });
});

describe('a request that failed', () => {
  const coded = (code: string): Error => Object.assign(new Error(code), { code });

  it.each([
    [new OutboundRefused('unresolvable'), 'host_down', 'dns'],
    [new OutboundRefused('address_private'), 'not_checkable', 'guard_address_private'],
    [coded('ECONNREFUSED'), 'host_down', 'connection_refused'],
    [coded('ECONNRESET'), 'host_down', 'connection_lost'],
    [coded('UND_ERR_SOCKET'), 'host_down', 'connection_lost'],
    [coded('UND_ERR_HEADERS_TIMEOUT'), 'host_down', 'timeout'],
    [coded('ENETUNREACH'), 'host_down', 'no_route'],
    [coded('CERT_HAS_EXPIRED'), 'host_down', 'tls'],
    [coded('ERR_TLS_CERT_ALTNAME_INVALID'), 'host_down', 'tls'],
    [coded('DEPTH_ZERO_SELF_SIGNED_CERT'), 'host_down', 'tls'],
    [coded('ERR_SSL_WRONG_VERSION_NUMBER'), 'host_down', 'tls'],
    [coded('EPROTO'), 'host_down', 'tls'],
    [Object.assign(new Error('x'), { name: 'HTTPParserError' }), 'not_checkable', 'unreadable_answer'],
    [coded('UND_ERR_HEADERS_OVERFLOW'), 'not_checkable', 'unreadable_answer'],
    [new Error('outer', { cause: coded('ECONNREFUSED') }), 'host_down', 'connection_refused'],
  ])('by %s is %s, %s', (error, verdict, signal) => {
    expect(troubleOf(error)).toMatchObject({ verdict, signal });
  });

  it.each([new Error('a bug'), new TypeError('a bug'), coded('UND_ERR_INVALID_ARG'), 'text', undefined])(
    'by our own fault is no word about the site: %s',
    (error) => {
      expect(troubleOf(error)).toBeUndefined();
      expect(pageTroubleOf(error)).toBeUndefined();
    },
  );

  it.each([
    ['page.goto: net::ERR_CERT_AUTHORITY_INVALID at https://…', 'host_down', 'tls'],
    ['page.goto: net::ERR_CONNECTION_CLOSED', 'host_down', 'connection_lost'],
    ['page.goto: net::ERR_TUNNEL_CONNECTION_FAILED', 'not_checkable', 'page_unreachable'],
    ['page.goto: net::ERR_TOO_MANY_REDIRECTS', 'not_checkable', 'redirect_loop'],
    ['page.goto: Timeout 30000ms exceeded.', 'not_checkable', 'page_timeout'],
    ['page.goto: Download is starting', 'not_checkable', 'page_is_download'],
    ['page.title: Target page, context or browser has been closed', 'not_checkable', 'page_closed'],
    ['page.title: Execution context was destroyed', 'not_checkable', 'page_moved'],
  ])('in the browser by %s is %s, %s', (message, verdict, signal) => {
    expect(pageTroubleOf(new Error(message))).toMatchObject({ verdict, signal });
  });
});
