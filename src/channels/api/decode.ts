import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

/** Most bytes of an answer that are read, on the wire and decoded alike. */
export const ANSWER_CAP = 256 * 1024;

type Decoder = (bytes: Buffer, options: { maxOutputLength: number }) => Buffer;

/** RFC 9110, 8.4.1. Some servers send `deflate` without the zlib wrapper. */
const DECODERS: Readonly<Record<string, readonly Decoder[]>> = {
  identity: [(bytes) => bytes],
  gzip: [gunzipSync],
  'x-gzip': [gunzipSync],
  deflate: [inflateSync, inflateRawSync],
  br: [brotliDecompressSync],
};

/** Decodes a body of at most ANSWER_CAP bytes; undefined for what is broken, unknown or grows above the cap. */
export function decodeBody(bytes: Buffer, contentEncoding: string | undefined): string | undefined {
  const codings = (contentEncoding ?? '')
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '');
  if (codings.length > 2) return undefined;
  let decoded: Buffer | undefined = bytes;
  for (const coding of codings.toReversed()) {
    if (decoded !== undefined && decoded.length > 0) decoded = decodeOnce(decoded, coding);
  }
  return decoded?.toString('utf8');
}

function decodeOnce(bytes: Buffer, coding: string): Buffer | undefined {
  for (const decoder of DECODERS[coding] ?? []) {
    try {
      return decoder(bytes, { maxOutputLength: ANSWER_CAP });
    } catch {
      // Broken, or above the cap: the next decoder may know it.
    }
  }
  return undefined;
}
