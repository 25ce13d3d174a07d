import http from 'node:http';
import net from 'node:net';
import type { z } from 'zod';
import { Signal } from '../../../src/catalog/schema/removal.ts';
import { type CheckerOptions, createChecker } from '../../../src/checks/checker.ts';
import type { CheckLimits } from '../../../src/checks/limits.ts';
import type { Checker, CheckOrder, CheckReport, Logger } from '../../../src/flow/ports.ts';
import { createOutbound } from '../../../src/outbound/outbound.ts';
import type { Outbound } from '../../../src/outbound/types.ts';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
}

export interface Site {
  readonly port: number;
  /** Every request in order. */
  readonly asked: Asked[];
  /** Bytes written on the connections so far, heads and bodies. */
  written(): number;
  url(path?: string, host?: string): string;
  close(): Promise<void>;
}

/** A real site on a free loopback port, known to the checker as any name below `.example`. */
export async function openSite(
  handler: http.RequestListener,
  make: (handler: http.RequestListener) => http.Server = (handle) => http.createServer(handle),
): Promise<Site> {
  const asked: Asked[] = [];
  const sockets = new Set<net.Socket>();
  let ended = 0;
  const server = make((req, res) => {
    asked.push({ method: req.method ?? '', path: req.url ?? '', headers: req.headers });
    handler(req, res);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      ended += socket.bytesWritten;
      sockets.delete(socket);
    });
  });
  const port = await listen(server);
  return {
    port,
    asked,
    written: () => [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, ended),
    url: (path = '/', host = 'site.example') => `http://${host}:${port}${path}`,
    close: () => end(server, sockets),
  };
}

/** A server below HTTP, for answers that no HTTP library would give. */
export async function openRaw(
  talk: (socket: net.Socket) => void,
): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
    socket.once('data', () => talk(socket));
  });
  return { port: await listen(server), close: () => end(server, sockets) };
}

export interface Bench {
  readonly outbound: Outbound;
  readonly checker: Checker;
  readonly logged: string[];
  check(url: string, order?: Partial<CheckOrder>, signal?: AbortSignal): Promise<CheckReport>;
  close(): Promise<void>;
}

/** A checker behind the real guard, to which loopback is an allowed network and nothing public is reachable. */
export function openBench(limits: Partial<CheckLimits> = {}, browser?: CheckerOptions['browser']): Bench {
  const outbound = createOutbound({
    mode: 'live',
    allowNetworks: ['127.0.0.0/8'],
    resolve: async (host) => {
      if (host === 'private.example') return ['10.0.0.1'];
      return host === 'nowhere.example' ? [] : ['127.0.0.1'];
    },
  });
  const logged: string[] = [];
  const write = (fields: Record<string, unknown>, message: string): void => {
    logged.push(JSON.stringify([fields, message]));
  };
  const log: Logger = { debug: write, info: write, warn: write, error: write };
  const checker = createChecker({ dispatcher: outbound.dispatcher, log, limits, browser });
  return {
    outbound,
    checker,
    logged,
    check: (url, order = {}, signal = new AbortController().signal) =>
      checker.check({ url, kind: 'page', method: 'http', signals: [], ...order }, { signal }),
    close: async () => {
      await checker.close();
      await outbound.close();
    },
  };
}

export function signal(when: z.input<typeof Signal>['when'], verdict: Signal['verdict'] = 'gone'): Signal {
  return Signal.parse({
    id: 'told-so',
    on: ['page', 'api'],
    when,
    verdict,
    source: 'invented for this test',
    confidence: 'unverified',
  });
}

function listen(server: net.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve(address.port);
    });
  });
}

async function end(server: net.Server, sockets: Set<net.Socket>): Promise<void> {
  const ended = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const socket of sockets) socket.destroy();
  await ended;
}
