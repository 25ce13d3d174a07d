import { once } from 'node:events';
import { createServer } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { PracticeApp, PracticePlatform } from '../base/platform.ts';
import { listeningPort } from './port.ts';

export interface HttpSite {
  readonly port: number;
  close(): Promise<void>;
}

/** One HTTP server for all platforms: the Host header says which of them is meant. */
export async function startHttp(
  platforms: readonly PracticePlatform[],
  isDown: (name: string) => boolean,
  address: string,
  port: number,
): Promise<HttpSite> {
  const sites = new Map<string, { readonly app: PracticeApp; readonly name: string }>(
    platforms.flatMap((platform) =>
      Object.entries(platform.hosts).map(([host, app]) => [host, { app, name: platform.name }] as const),
    ),
  );
  const listener = getRequestListener(
    async (request, env) => {
      const site = sites.get(new URL(request.url).hostname);
      if (site === undefined) return new Response('No such practice platform.\n', { status: 404 });
      if (!isHttp1(env)) throw new Error('the practice platforms speak HTTP/1.1');
      if (isDown(site.name)) {
        env.incoming.socket.destroy();
        return RESPONSE_ALREADY_SENT;
      }
      return site.app.fetch(request, env);
    },
    // The product's own Request and Response stay as they are: practice runs in the same process.
    { overrideGlobalObjects: false },
  );
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  server.listen(port, address);
  await once(server, 'listening');
  return {
    port: listeningPort(server),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function isHttp1(env: unknown): env is HttpBindings {
  return typeof env === 'object' && env !== null && 'incoming' in env && 'outgoing' in env;
}
