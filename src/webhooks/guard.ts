import type { Dispatcher } from 'undici';
import { inAny, parseAddress, parseNetworks } from '../outbound/addresses.ts';
import { guardedDispatcher } from '../outbound/dispatcher.ts';
import { createGuard } from '../outbound/guard.ts';
import { type Guard, OutboundRefused } from '../outbound/types.ts';

/**
 * The way out of webhooks. Live: the guard of all effects. In the sandbox no outside address is contacted either: only
 * what lies in the networks that the operator names, so that a receiver of one's own can be tried.
 */
export function webhookDispatcher(mode: 'sandbox' | 'live', allowNetworks: readonly string[]): Dispatcher {
  const live = createGuard({ mode: 'live', allowNetworks });
  return guardedDispatcher(mode === 'live' ? live : ownNetworksOnly(live, allowNetworks));
}

function ownNetworksOnly(live: Guard, allowNetworks: readonly string[]): Guard {
  const networks = parseNetworks(allowNetworks);
  return {
    admit: async (scheme, host, port) => {
      if (networks.length === 0) throw new OutboundRefused('sandbox');
      const admitted = await live.admit(scheme, host, port);
      const address = parseAddress(admitted.address);
      if (address === undefined || !inAny(address, networks)) throw new OutboundRefused('sandbox');
      return admitted;
    },
  };
}
