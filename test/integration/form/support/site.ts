import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface Hit {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Answer = (hit: Hit, response: ServerResponse) => void;

/** A real web server on loopback whose pages a test may exchange, and which counts what it is asked. */
export interface Site {
  readonly url: string;
  readonly hits: readonly Hit[];
  /** Requests of a path, oldest first. */
  asked(path: string, method?: string): readonly Hit[];
  /** Path -> page (HTML text) or what answers it. Anything else is 404. */
  serve(pages: Readonly<Record<string, string | Answer>>): void;
  /** Ends all connections and stops listening, until `up`. */
  down(): Promise<void>;
  up(): Promise<void>;
  openSockets(): number;
  close(): Promise<void>;
}

export async function startSite(): Promise<Site> {
  let pages: Readonly<Record<string, string | Answer>> = {};
  let hits: Hit[] = [];
  let port = 0;
  let server: Server | undefined;
  const sockets = new Set<Socket>();

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const hit = { method: request.method ?? '', path, headers: request.headers, body: await read(request) };
    hits.push(hit);
    response.setHeader('connection', 'close');
    const page = pages[`${hit.method} ${path}`] ?? pages[path];
    if (typeof page === 'function') return page(hit, response);
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(page === undefined ? '<h1>Not found</h1>' : html(page));
  };

  const up = async () => {
    const starting = createServer((request, response) => void answer(request, response));
    starting.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    await new Promise<void>((resolve) => starting.listen(port, '127.0.0.1', resolve));
    port = (starting.address() as AddressInfo).port;
    server = starting;
  };
  const down = async () => {
    const ending = server;
    server = undefined;
    if (ending === undefined) return;
    const ended = new Promise<void>((resolve) => ending.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await ended;
  };

  await up();
  return {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    get hits() {
      return hits;
    },
    asked: (path, method) =>
      hits.filter((hit) => hit.path === path && (method === undefined || hit.method === method)),
    serve: (served) => {
      pages = served;
      hits = [];
    },
    down,
    up: async () => {
      if (server === undefined) await up();
    },
    openSockets: () => sockets.size,
    close: down,
  };
}

export function html(body: string): string {
  return body.includes('<html')
    ? body
    : `<!doctype html><html lang="en"><title>Report</title><body>${body}</body></html>`;
}

/** Answers a whole HTML page. */
export function page(body: string, status = 200, headers: Record<string, string> = {}): Answer {
  return (_hit, response) => {
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers });
    response.end(html(body));
  };
}

/** Takes the request in whole, then cuts the connection without a byte of an answer. */
export const cut: Answer = (_hit, response) => void response.socket?.destroy();

/** Never answers. */
export const silent: Answer = () => {};

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
