import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { parseAddress } from './addresses.ts';
import type { ProxyContext } from './proxy-context.ts';
import { forward } from './proxy-forward.ts';
import { tunnel } from './proxy-tunnel.ts';
import type { Guard } from './types.ts';

export interface ForwardProxy {
  readonly url: string;
  close(): Promise<void>;
}

/** Large enough for any browser; a request beyond it gets 431 from node. */
const MAX_HEADERS = 64 * 1024;

/**
 * A forward proxy for Chromium on a free loopback port: absolute-form HTTP and CONNECT (RFC 9110 9.3.6, RFC 9112
 * 3.2.2), each through the guard. A refusal is 403 with the code in `x-outbound-refused`; nothing is cached or kept.
 */
export async function startProxy(guard: Guard): Promise<ForwardProxy> {
  const sockets = new Set<Socket>();
  const agent = new http.Agent({ keepAlive: true, maxSockets: 32, maxFreeSockets: 8 });
  const server = http.createServer({ maxHeaderSize: MAX_HEADERS });
  const context: ProxyContext = {
    guard,
    agent,
    track: (socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      return socket;
    },
    isSelf: (address, port) => port === portOf(server) && isLoopback(address),
  };

  server.on('connection', (socket) => {
    if (isLoopback(socket.remoteAddress ?? '')) context.track(socket);
    else socket.destroy();
  });
  server.on('request', (request, response) => void forward(context, request, response));
  server.on('connect', (request, socket, head) => void tunnel(context, request, socket, head));
  // Chromium asks for WebSockets with CONNECT; an upgrade in absolute form is nobody's business.
  server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 501 Not Implemented\r\n\r\n'));
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    else socket.destroy();
  });
  await listen(server);

  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    close: async () => {
      const ended = new Promise<void>((resolve) => server.close(() => resolve()));
      agent.destroy();
      for (const socket of sockets) socket.destroy();
      await ended;
    },
  };
}

async function listen(server: http.Server): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function portOf(server: http.Server): number {
  const address: string | AddressInfo | null = server.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

function isLoopback(address: string): boolean {
  return parseAddress(address)?.range() === 'loopback';
}
