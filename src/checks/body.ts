import { pipeline, type Readable } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { type Body, mediaType } from './answer.ts';
import { decodeText } from './charset.ts';

const NONE: Body = { read: 'none' };

/** Types whose bodies are read. An answer that names no type is not: it could be an image. */
const TEXT =
  /^(text\/(?!event-stream$)[\w.+-]+|application\/(json|xml|xhtml\+xml|[\w.-]+\+json|[\w.-]+\+xml))$/;

/**
 * The text of an answer up to `cap` decoded bytes. Anything that is not text is destroyed unread, by its type or,
 * when the type lies, by its first bytes. Never throws: what breaks off is `truncated`.
 */
export async function readBody(
  stream: Readable,
  headers: Readonly<Record<string, string>>,
  cap: number,
): Promise<Body> {
  // Destroying a body that is still coming is an error to the client library, and just what is wanted here.
  stream.on('error', () => undefined);
  const decode = decoderFor(headers['content-encoding']);
  if (!TEXT.test(mediaType(headers)) || decode === undefined) {
    stream.destroy();
    return NONE;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  let truncated = false;
  try {
    for await (const chunk of decode(stream)) {
      const bytes = Buffer.from(chunk);
      if (size === 0 && isBinary(bytes)) return NONE;
      chunks.push(bytes.subarray(0, cap - size));
      size += bytes.length;
      if (size > cap) {
        truncated = true;
        break;
      }
    }
  } catch {
    truncated = true;
  } finally {
    stream.destroy();
  }
  return { read: 'text', text: decodeText(Buffer.concat(chunks), headers['content-type']), truncated };
}

/** Undefined for an encoding that was not asked for. Decoding streams, so a bomb ends at the cap like any page. */
function decoderFor(encoding: string | undefined): ((stream: Readable) => Readable) | undefined {
  const finishFlush = constants.Z_SYNC_FLUSH;
  switch ((encoding ?? '').trim().toLowerCase()) {
    case '':
    case 'identity':
      return (stream) => stream;
    case 'gzip':
    case 'x-gzip':
      return (stream) => pipeline(stream, createGunzip({ finishFlush }), () => undefined);
    case 'deflate':
      return (stream) => pipeline(stream, createInflate({ finishFlush }), () => undefined);
    case 'br':
      return (stream) => pipeline(stream, createBrotliDecompress(), () => undefined);
    default:
      return undefined;
  }
}

const MAGIC = ['ffd8ff', '89504e47', '47494638', '52494646', '1a45dfa3', '00000100', '25504446'];

/** Images, video and documents that were declared as text (WHATWG MIME Sniffing 6). */
function isBinary(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 512);
  if (MAGIC.some((magic) => head.toString('hex').startsWith(magic))) return true;
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  return !utf16 && head.includes(0);
}
