import { classify, inAny, type Network, parseAddress, parseNetworks } from './addresses.ts';
import { canonicalHost, isNeverResolved, isOwnNetwork } from './names.ts';
import { resolveAll, systemResolve } from './resolve.ts';
import { type Guard, type GuardOptions, OutboundRefused } from './types.ts';

/**
 * Live: public addresses on ports 80 and 443, and what lies in the operator's networks on any port and under any
 * name. Every address of a name must be admitted, not just one: an answer that mixes public and private addresses is
 * a rebinding attack or a fault. The caller connects to the address that it is given, so the name is resolved once.
 *
 * Refuses with `host_name`, `userinfo`, `port`, `unresolvable`, `address_private`, `address_metadata`.
 */
export function liveGuard(options: Pick<GuardOptions, 'allowNetworks' | 'resolve'>): Guard {
  const networks = parseNetworks(options.allowNetworks ?? []);
  const resolve = options.resolve ?? systemResolve;
  return {
    admit: async (_scheme, host, port) => {
      const name = canonicalHost(host);
      const literal = parseAddress(name);
      const standard = port === 80 || port === 443;
      const named = literal === undefined;
      if (named && isNeverResolved(name)) throw new OutboundRefused('host_name');
      // Without networks of the operator's own there is nothing that such a port or name could lead to.
      if (networks.length === 0 && !standard) throw new OutboundRefused('port');
      if (networks.length === 0 && named && isOwnNetwork(name)) throw new OutboundRefused('host_name');

      const addresses = named ? await resolveAll(resolve, name) : [name];
      const own = named && isOwnNetwork(name);
      const [first] = addresses.map((address) => admitted(address, networks, { standard, own }));
      if (first === undefined) throw new OutboundRefused('unresolvable');
      return { address: first, port, servername: named ? name : '' };
    },
  };
}

function admitted(
  text: string,
  networks: readonly Network[],
  asked: { readonly standard: boolean; readonly own: boolean },
): string {
  const address = parseAddress(text);
  if (address === undefined) throw new OutboundRefused('address_private');
  const verdict = classify(address);
  if (verdict === 'metadata') throw new OutboundRefused('address_metadata');
  if (inAny(address, networks)) return address.toString();
  if (verdict === 'private') throw new OutboundRefused('address_private');
  if (asked.own) throw new OutboundRefused('host_name');
  if (!asked.standard) throw new OutboundRefused('port');
  return address.toString();
}
