import { guardedDispatcher } from './dispatcher.ts';
import { createGuard } from './guard.ts';
import { type ForwardProxy, startProxy } from './proxy.ts';
import type { GuardOptions, Outbound } from './types.ts';

/**
 * The guard and the two ways out that obey it. Opens nothing until it is used; `close` ends every connection at once.
 * Throws RedressError for options that cannot hold (`outbound_network`, `outbound_practice`).
 */
export function createOutbound(options: GuardOptions): Outbound {
  const guard = createGuard(options);
  const dispatcher = guardedDispatcher(guard);
  let proxy: Promise<ForwardProxy> | undefined;
  let closed = false;

  const started = (): Promise<ForwardProxy> => {
    if (closed) throw new Error('outbound is closed');
    proxy ??= startProxy(guard).catch((error: unknown) => {
      proxy = undefined;
      throw error;
    });
    return proxy;
  };

  return {
    guard,
    dispatcher,
    proxyUrl: async () => (await started()).url,
    close: async () => {
      if (closed) return;
      closed = true;
      const running = await proxy?.catch(() => undefined);
      await Promise.all([dispatcher.destroy(), running?.close()]);
    },
  };
}
