import fc from 'fast-check';

/** Text of any code points. fast-check's own `binary` lists all of Unicode first, which takes seconds. */
export const anyText: fc.Arbitrary<string> = fc.string({
  unit: fc
    .oneof(fc.nat(0x7f), fc.nat(0xff), fc.nat(0xffff), fc.nat(0x10ffff))
    .filter((code) => code < 0xd800 || code > 0xdfff)
    .map((code) => String.fromCodePoint(code)),
});
