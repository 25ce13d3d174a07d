import { textKey } from '../base/arrivals.ts';
import type { Mail } from '../base/platform.ts';

interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/**
 * Reads what a practice desk needs of a mail (RFC 5322, RFC 2045): Message-ID and the text/plain parts. Bytes are
 * held one to a character (latin1) until a part's own encoding is known; texts are taken to be UTF-8.
 */
export function readMail(raw: Buffer): Mail {
  const whole = split(raw.toString('latin1'));
  const text = plainTexts(whole).join('\n');
  return { key: whole.headers.get('message-id') ?? textKey(text), text };
}

function split(raw: string): Part {
  const end = raw.search(/\r?\n\r?\n/);
  const head = end < 0 ? raw : raw.slice(0, end);
  const body = end < 0 ? '' : raw.slice(end).replace(/^\r?\n\r?\n/, '');
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body };
}

function plainTexts(part: Part): string[] {
  const type = part.headers.get('content-type') ?? 'text/plain';
  const boundary = /^multipart\/.*boundary="?([^";]+)"?/iu.exec(type)?.[1];
  if (boundary !== undefined) {
    return part.body
      .split(`--${boundary}`)
      .slice(1)
      .filter((piece) => !piece.startsWith('--'))
      .flatMap((piece) => plainTexts(split(piece.replace(/^\r?\n/, ''))));
  }
  return /^text\/plain/iu.test(type) ? [decode(part)] : [];
}

function decode(part: Part): string {
  const encoding = (part.headers.get('content-transfer-encoding') ?? '7bit').toLowerCase();
  if (encoding === 'base64') return Buffer.from(part.body, 'base64').toString('utf8');
  const bytes = encoding === 'quoted-printable' ? unquote(part.body) : part.body;
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function unquote(body: string): string {
  return body
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
