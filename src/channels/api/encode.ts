import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { RenderedRequest } from '../../catalog/rendered.ts';
import { readUrl } from '../../domain/read-url.ts';
import type { WireRequest } from './wire.ts';

/** Headers that say how the body is framed: they belong to the connection, not to a platform file. */
const FRAMING = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'expect',
  'keep-alive',
  'accept-encoding',
]);

/**
 * Writes a rendered request as it goes over the wire; undefined if its URL or a header cannot be written (a line
 * break from a notice's text, for one). Credentials win over headers of the file, and the idempotency key over both.
 */
export function encodeRequest(
  request: RenderedRequest,
  credentials: Readonly<Record<string, string>>,
  noticeKey: string,
): WireRequest | undefined {
  const url = readUrl(request.url);
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  const body = encodeBody(request.body);
  const headers: Record<string, string> = {
    accept: 'application/json',
    'user-agent': 'redress',
    ...(body ? { 'content-type': body.type } : {}),
    ...lowerNames(request.headers),
    ...lowerNames(credentials),
    ...(request.idempotencyHeader ? { [request.idempotencyHeader.toLowerCase()]: noticeKey } : {}),
    'accept-encoding': 'gzip, deflate, br',
  };
  if (!areWritable(headers)) return undefined;
  const { method, timeout, idempotencyHeader } = request;
  const repeatable = method === 'GET' || idempotencyHeader !== undefined;
  return { method, url, headers, body: body?.bytes, timeout, repeatable };
}

function encodeBody(
  body: RenderedRequest['body'],
): { readonly type: string; readonly bytes: Buffer } | undefined {
  if (body === undefined) return undefined;
  if (body.type === 'json') {
    return { type: 'application/json', bytes: Buffer.from(JSON.stringify(body.json)) };
  }
  const form = new URLSearchParams();
  for (const [name, value] of body.pairs) form.append(name, value);
  return { type: 'application/x-www-form-urlencoded', bytes: Buffer.from(form.toString()) };
}

function lowerNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name]) => !FRAMING.has(name)),
  );
}

function areWritable(headers: Readonly<Record<string, string>>): boolean {
  try {
    for (const [name, value] of Object.entries(headers)) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
    return true;
  } catch {
    return false;
  }
}
