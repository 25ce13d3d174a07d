import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Connections } from './types.ts';

/** A relay on loopback to the outbound proxy, for one context: so its connections can be told apart and ended. */
export interface Relay extends Connections {
  readonly url: string;
  close(): Promise<void>;
}

/** A connection without a byte for so long carries no request that is being written or answered. */
const STILL_AFTER = 150;
const WAIT_FOR_STILL = 1_000;

interface Link {
  readonly ends: readonly [Socket, Socket];
  movedAt: number;
}

export async function startRelay(proxy: { readonly host: string; readonly port: number }): Promise<Relay> {
  const links = new Set<Link>();
  const server = createServer((near) => {
    const far = connect(proxy);
    const link: Link = { ends: [near, far], movedAt: performance.now() };
    links.add(link);
    for (const end of link.ends) {
      end.setNoDelay(true);
      end.on('data', () => {
        link.movedAt = performance.now();
      });
      end.on('error', () => drop(link));
      end.on('close', () => drop(link));
    }
    near.pipe(far).pipe(near);
  });

  const drop = (link: Link) => {
    links.delete(link);
    for (const end of link.ends) end.destroy();
  };
  const isStill = (link: Link) => performance.now() - link.movedAt >= STILL_AFTER;

  await listen(server);
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    renew: async () => {
      const until = performance.now() + WAIT_FOR_STILL;
      while (performance.now() < until && ![...links].every(isStill)) await pause(25);
      for (const link of [...links].filter(isStill)) drop(link);
    },
    close: async () => {
      const ended = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const link of [...links]) drop(link);
      await ended;
    },
  };
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function portOf(server: Server): number {
  const address: string | AddressInfo | null = server.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
}
