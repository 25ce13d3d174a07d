import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { portOf } from '../email/smtp-sink.ts';

export interface Heard {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Reaction = (request: Heard, response: ServerResponse, socket: Socket) => void;

/** A real HTTP server on a free loopback port that keeps what it hears and answers as `react` does. */
export async function httpDesk(react: Reaction) {
  const heard: Heard[] = [];
  const sockets = new Set<Socket>();
  const state = { react };
  const server = createServer({ maxHeaderSize: 64 * 1024 }, (request, response) => {
    response.on('error', () => undefined);
    text(request).then(
      (body) => {
        const { method = '', url = '', headers } = request;
        const one = { method, url, headers, body };
        heard.push(one);
        state.react(one, response, request.socket);
      },
      () => undefined,
    );
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const stopListening = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen(0);
  const port = portOf(server.address());
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    heard,
    sockets,
    state,
    /** Ends all connections and refuses new ones, until `listenAgain`. */
    stopListening,
    listenAgain: async () => {
      if (!server.listening) await listen(port);
    },
    close: stopListening,
  };
}

export function json(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
