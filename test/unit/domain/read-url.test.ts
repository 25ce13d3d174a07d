import { describe, expect, it } from 'vitest';
import { readUrl } from '../../../src/domain/read-url.ts';

describe('a URL', () => {
  it.each([
    ['https://Site.example/a b', 'https://site.example/a%20b'],
    ['https://bücher.example/é', 'https://xn--bcher-kva.example/%C3%A9'],
    ['mailto:desk@site.example', 'mailto:desk@site.example'],
  ])('%s is read as %s', (text, href) => {
    expect(readUrl(text)?.href).toBe(href);
  });

  it.each(['', 'site.example/a', '/a', 'https://'])('is not what "%s" is', (text) => {
    expect(readUrl(text)).toBeUndefined();
  });

  it('with letters outside ASCII is still read after many others', () => {
    for (let n = 0; n < 20_000; n += 1) readUrl(`https://site.example/${n}`);
    expect(readUrl('https://bücher.example')?.host).toBe('xn--bcher-kva.example');
  });
});
