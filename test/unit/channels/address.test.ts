import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneAddress } from '../../../src/channels/email/address.ts';

describe('one e-mail address', () => {
  it.each([
    ['abuse@host.example', 'abuse@host.example'],
    ['reply+abc234@helpline.example', 'reply+abc234@helpline.example'],
    ['abuse@bücher.example', 'abuse@xn--bcher-kva.example'],
    ['почта@host.example', 'почта@host.example'],
    ["o'neil@host.example", "o'neil@host.example"],
  ])('%s is written %s', (text, expected) => {
    expect(oneAddress(text)).toBe(expected);
  });

  it.each([
    '',
    'abuse',
    '@host.example',
    'abuse@',
    'a@b.example,c@d.example',
    'a@b.example c@d.example',
    'a;b@host.example',
    'Desk <abuse@host.example>',
    '"a b"@host.example',
    'a@evil.example@host.example',
    'abuse@host.example\r\nBcc: x@evil.example',
    'abuse\n@host.example',
    'abuse@host..example',
    'abuse@[127.0.0.1]',
    '.abuse@host.example',
    'ab..use@host.example',
    'ab\u200buse@host.example',
    `${'x'.repeat(65)}@host.example`,
  ])('%j is none', (text) => {
    expect(oneAddress(text)).toBeUndefined();
  });

  it('whatever text it is given, what it lets through holds one @ and nothing that ends a command or a header', () => {
    const pieces = fc.array(
      fc.constantFrom('a', '@', '.', ',', '<', '>', '\r', '\n', ' ', '"', ';', 'é', 'b.example', '\u0000'),
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const address = oneAddress(parts.join(''));
        if (address !== undefined) expect(address).toMatch(/^[^\s@<>",;\p{Cc}]+@[a-z0-9.-]+$/u);
      }),
    );
  });
});
