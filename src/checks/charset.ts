import { TextDecoder } from 'node:util';

const BYTE_ORDER_MARKS: readonly (readonly [label: string, bytes: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** How far a page's own word for its charset is looked for (WHATWG HTML 13.2.3.2). */
const PRESCAN = 1024;

/**
 * Text of a page, decoded well enough to find phrases: byte order mark, then the header's charset, then the page's
 * `<meta charset>`, else UTF-8. What cannot be decoded becomes U+FFFD; nothing throws.
 */
export function decodeText(bytes: Buffer, contentType: string | undefined): string {
  return decoderFor(labelOf(bytes, contentType ?? '')).decode(bytes);
}

function labelOf(bytes: Buffer, contentType: string): string {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte));
  if (marked !== undefined) return marked[0];
  const named = /charset\s*=\s*["']?([\w-]+)/i;
  const inHeader = named.exec(contentType)?.[1];
  if (inHeader !== undefined) return inHeader;
  return named.exec(bytes.subarray(0, PRESCAN).toString('latin1'))?.[1] ?? 'utf-8';
}

function decoderFor(label: string): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder();
  }
}
