import { createServer, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { listeningPort } from '../../../src/sandbox/servers/port.ts';

/** What a site does instead of showing a page, by the first label of its host. `canary`: where nobody may come. */
const sites = (
  canary: string,
): Readonly<Record<string, (response: ServerResponse, url: string) => void>> => ({
  endless: (response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    const chunk = Buffer.alloc(64 * 1024, 'a');
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', more);
    more();
  },
  headers: (response) => {
    response.socket?.write(`HTTP/1.1 200 OK\r\nx-long: ${'a'.repeat(10 * 1024 * 1024)}\r\n\r\n`);
    response.socket?.end();
  },
  drip: (response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    const timer = setInterval(() => response.write('<'), 1_000);
    response.on('close', () => clearInterval(timer));
  },
  silent: () => undefined,
  loop: (response, url) => redirect(response, `${url}0`),
  metadata: (response) => redirect(response, 'http://169.254.169.254/latest/meta-data/'),
  inward: (response) => redirect(response, `http://${canary}/`),
  bomb: (response) =>
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(BOMB),
});

export const HOSTILE = Object.keys(sites(''));
const BOMB = gzipSync(Buffer.alloc(128 * 1024 * 1024, 'a'));

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location }).end();
}

export interface HostileSites {
  readonly http: string;
  /** How often somebody came where only a redirect led, on loopback. */
  readonly strayed: () => number;
  close(): Promise<void>;
}

/** All hostile sites on one server, and every other host as a site that behaves. */
export async function startHostileSites(): Promise<HostileSites> {
  let strayed = 0;
  const canary = createServer((_, response) => {
    strayed += 1;
    response.end('a secret');
  });
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
  const all = sites(`127.0.0.1:${listeningPort(canary)}`);
  const server = createServer((request, response) => {
    request.resume();
    response.on('error', () => undefined);
    const site = all[(request.headers.host ?? '').split('.')[0] ?? ''];
    if (site !== undefined) return site(response, request.url ?? '/');
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>A post</title><h1>A post</h1>');
  });
  server.on('clientError', (_, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    http: `127.0.0.1:${listeningPort(server)}`,
    strayed: () => strayed,
    close: async () => {
      for (const one of [server, canary]) {
        one.closeAllConnections();
        await new Promise((resolve) => one.close(resolve));
      }
    },
  };
}
