import { connect, createServer, type Socket } from 'node:net';

/** A TCP relay before PostgreSQL that lets a statement through and keeps its answer. */
export interface Losing {
  readonly url: string;
  /** The next statement with these words reaches the server; its answer is lost with the connection. */
  loseAnswerTo(words: string): void;
  close(): Promise<void>;
}

export async function losingAnswers(url: string): Promise<Losing> {
  const to = new URL(url);
  const sockets = new Set<Socket>();
  let words: string | undefined;
  const server = createServer((incoming) => {
    const outgoing = connect({ host: to.hostname, port: Number(to.port) });
    for (const one of [incoming, outgoing]) {
      sockets.add(one);
      one.on('error', () => one.destroy());
      one.on('close', () => sockets.delete(one));
    }
    let losing = false;
    incoming.on('data', (chunk) => {
      if (words !== undefined && chunk.includes(words)) {
        words = undefined;
        losing = true;
      }
      outgoing.write(chunk);
    });
    outgoing.on('data', (chunk) => {
      // The server has answered: what was asked is done, and nobody will hear of it.
      if (losing) incoming.destroy();
      else incoming.write(chunk);
    });
    incoming.on('close', () => outgoing.destroy());
    outgoing.on('close', () => incoming.destroy());
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const relayed = new URL(url);
  relayed.hostname = '127.0.0.1';
  relayed.port = String(port);
  return {
    url: relayed.toString(),
    loseAnswerTo: (some) => {
      words = some;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
