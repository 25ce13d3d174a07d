import http from 'node:http';
import { pipeline } from 'node:stream';
import type { ProxyContext } from './proxy-context.ts';
import { targetOf } from './target.ts';
import { OutboundRefused } from './types.ts';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** RFC 9110 7.6.1: meant for this connection only, never passed on. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const UPSTREAM_TIMEOUT = 60_000;

/** Passes one absolute-form request on to the address that the guard admitted. */
export async function forward(
  context: ProxyContext,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  if (!METHODS.has(request.method ?? '')) return answer(response, 405);
  // Origin form: somebody talks to the proxy as if it were a site.
  if (!/^[a-z][a-z0-9+.-]*:/i.test(request.url ?? '')) return answer(response, 400);
  try {
    const { scheme, host, port, url } = targetOf(request.url ?? '');
    if (scheme !== 'http') throw new OutboundRefused('scheme');
    const { address, port: at } = await context.guard.admit(scheme, host, port);
    if (context.isSelf(address, at)) return answer(response, 508);
    send(context, request, response, { address, port: at, url });
  } catch (error) {
    if (error instanceof OutboundRefused) return answer(response, 403, error.code);
    throw error;
  }
}

function send(
  context: ProxyContext,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  to: { readonly address: string; readonly port: number; readonly url: URL },
): void {
  const upstream = http.request({
    agent: context.agent,
    host: to.address,
    port: to.port,
    method: request.method,
    path: `${to.url.pathname}${to.url.search}`,
    // The name in the request line wins over the Host header (RFC 9112 3.2.2).
    headers: [...passedOn(request.rawHeaders, 'host'), 'Host', to.url.host],
    setHost: false,
    timeout: UPSTREAM_TIMEOUT,
  });
  upstream.on('timeout', () => upstream.destroy());
  upstream.on('error', () => answer(response, 502));
  upstream.on('response', (reply) => {
    try {
      response.writeHead(reply.statusCode ?? 502, passedOn(reply.rawHeaders));
    } catch {
      // A header that node reads but will not write: the site's fault, never a reason to fall over.
      return void upstream.destroy();
    }
    pipeline(reply, response, () => undefined);
  });
  response.on('close', () => {
    if (!response.writableFinished) upstream.destroy();
  });
  pipeline(request, upstream, () => undefined);
}

function passedOn(raw: readonly string[], ...also: readonly string[]): string[] {
  const named = connectionOptions(raw);
  const kept: string[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i] ?? '';
    const lower = name.toLowerCase();
    if (HOP_BY_HOP.has(lower) || named.has(lower) || also.includes(lower)) continue;
    kept.push(name, raw[i + 1] ?? '');
  }
  return kept;
}

/** Header names that the sender's own `Connection` header declares hop-by-hop. */
function connectionOptions(raw: readonly string[]): ReadonlySet<string> {
  const values = raw.filter((_, i) => i % 2 === 1 && raw[i - 1]?.toLowerCase() === 'connection');
  return new Set(values.flatMap((value) => value.toLowerCase().split(/\s*,\s*/)));
}

function answer(response: http.ServerResponse, status: number, refused?: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = refused === undefined ? (http.STATUS_CODES[status] ?? '') : `refused: ${refused}`;
  response.writeHead(status, {
    'content-type': 'text/plain',
    'content-length': body.length,
    ...(refused === undefined ? {} : { 'x-outbound-refused': refused }),
  });
  response.end(body);
}
