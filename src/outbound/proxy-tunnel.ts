import { type IncomingMessage, STATUS_CODES } from 'node:http';
import { connect } from 'node:net';
import { type Duplex, pipeline } from 'node:stream';
import type { ProxyContext } from './proxy-context.ts';
import { OutboundRefused } from './types.ts';

const CONNECT_TIMEOUT = 10_000;
const IDLE_TIMEOUT = 120_000;

/** RFC 9110 9.3.6: `host:port`, nothing else. */
const AUTHORITY = /^(\[[0-9a-f:.]+\]|[^:[\]/@\s]+):(\d{1,5})$/i;

/** Opens one CONNECT tunnel to the address that the guard admitted. */
export async function tunnel(
  context: ProxyContext,
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
): Promise<void> {
  client.on('error', () => client.destroy());
  const [, host, digits] = AUTHORITY.exec(request.url ?? '') ?? [];
  if (host === undefined || digits === undefined) return answer(client, 400);
  const port = Number(digits);
  try {
    // Port 80 is a plain WebSocket; all else that Chromium tunnels is TLS.
    const admitted = await context.guard.admit(port === 80 ? 'http' : 'https', host, port);
    if (context.isSelf(admitted.address, admitted.port)) return answer(client, 508);
    if (client.destroyed) return;
    open(context, client, head, admitted);
  } catch (error) {
    if (error instanceof OutboundRefused) return answer(client, 403, error.code);
    throw error;
  }
}

function open(
  context: ProxyContext,
  client: Duplex,
  head: Buffer,
  to: { readonly address: string; readonly port: number },
): void {
  const upstream = context.track(connect({ host: to.address, port: to.port }));
  const failed = (): void => answer(client, 502);
  upstream.setTimeout(CONNECT_TIMEOUT, () => upstream.destroy(new Error('no connection in time')));
  upstream.once('error', failed);
  client.once('close', () => upstream.destroy());
  upstream.once('connect', () => {
    upstream.off('error', failed);
    upstream.setTimeout(IDLE_TIMEOUT);
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) upstream.write(head);
    pipeline(client, upstream, client, () => {
      client.destroy();
      upstream.destroy();
    });
  });
}

function answer(client: Duplex, status: number, refused?: string): void {
  if (client.destroyed || !client.writable) return;
  const extra = refused === undefined ? '' : `X-Outbound-Refused: ${refused}\r\n`;
  client.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${extra}Content-Length: 0\r\nConnection: close\r\n\r\n`,
  );
}
