import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findUrls } from '../../../src/web/pages/report/find-urls.ts';

const urlsIn = (text: string): readonly string[] => findUrls(text).map((one) => one.url);

describe('addresses in a text', () => {
  it.each([
    ['nothing', 'she called at nine', []],
    ['one alone', 'https://a.example/p/1', ['https://a.example/p/1']],
    ['the end of a sentence', 'See https://a.example/p/1.', ['https://a.example/p/1']],
    [
      'a list with commas',
      'https://a.example/1, https://a.example/2;',
      ['https://a.example/1', 'https://a.example/2'],
    ],
    ['angle brackets', '<https://a.example/p/1>', ['https://a.example/p/1']],
    ['round brackets', '(see https://a.example/p/1)', ['https://a.example/p/1']],
    ['a bracket of its own', 'https://a.example/p_(1)', ['https://a.example/p_(1)']],
    ['Markdown', '[here](https://a.example/p/1)', ['https://a.example/p/1']],
    ['quotes', '"https://a.example/p/1"', ['https://a.example/p/1']],
    ['Spanish quotes', '«https://a.example/p/1»', ['https://a.example/p/1']],
    ['no scheme', 'a.example/p/1', ['https://a.example/p/1']],
    ['www', 'www.a.example', ['https://www.a.example']],
    ['defanged', 'hxxps://a[.]example/p/1', ['https://a.example/p/1']],
    ['a port', 'http://a.example:8080/x', ['http://a.example:8080/x']],
    ['a query and a fragment', 'https://a.example/?v=1&w=2#t=3', ['https://a.example/?v=1&w=2#t=3']],
    ['international names', 'https://exämple.example/bücher', ['https://exämple.example/bücher']],
    ['an e-mail address, which is none', 'write to help@a.example/urgent please', []],
    ['a lone word with a dot, which is none', 'see file.txt or v1.2', []],
    [
      'several lines',
      'https://a.example/1\nhttps://a.example/2\r\nhttps://a.example/3',
      ['https://a.example/1', 'https://a.example/2', 'https://a.example/3'],
    ],
  ])('are found: %s', (_, text, urls) => {
    expect(urlsIn(text)).toEqual(urls);
  });

  it('are told once, with how often they stood there', () => {
    expect(findUrls('https://a.example/1 https://a.example/2 https://a.example/1.')).toEqual([
      { url: 'https://a.example/1', times: 2 },
      { url: 'https://a.example/2', times: 1 },
    ]);
  });

  it('are found between any words, in time that grows with the text', () => {
    const word = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !/[\s./:@[\]()<>"']/.test(text));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        const text = [...words, 'https://a.example/p/1', ...words].join(' ');
        expect(urlsIn(text)).toContain('https://a.example/p/1');
      }),
    );
    const started = performance.now();
    findUrls('a.'.repeat(200_000));
    findUrls('www.'.repeat(100_000));
    findUrls('a'.repeat(400_000));
    findUrls(`https://a.example/${')'.repeat(200_000)}`);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
