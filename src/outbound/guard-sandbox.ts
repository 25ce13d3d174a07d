import { RedressError } from '../domain/errors.ts';
import { parseAddress } from './addresses.ts';
import { canonicalHost, isBelow } from './names.ts';
import { type Guard, type GuardOptions, OutboundRefused } from './types.ts';

type Practice = NonNullable<GuardOptions['practice']>;

/**
 * Sandbox: practice names only, led to the loopback port where they are served over plain HTTP. Nothing is ever
 * resolved. Refuses with `not_practice`, `scheme`, `port` and the codes of `canonicalHost`.
 */
export function sandboxGuard(practice: Practice | undefined): Guard {
  if (practice !== undefined) demandLoopback(practice);
  const suffix = practice?.suffix.toLowerCase().replace(/^\.+/, '');
  return {
    admit: async (scheme, host, port) => {
      const name = canonicalHost(host);
      if (practice === undefined || suffix === undefined || !isBelow(name, suffix)) {
        throw new OutboundRefused('not_practice');
      }
      if (scheme !== 'http') throw new OutboundRefused('scheme');
      if (port !== 80 && port !== 443 && port !== practice.port) throw new OutboundRefused('port');
      return { address: practice.address, port: practice.port, servername: name };
    },
  };
}

function demandLoopback(practice: Practice): void {
  if (parseAddress(practice.address)?.range() === 'loopback' && practice.suffix !== '') return;
  throw new RedressError('outbound_practice', 'the practice platforms must be on a loopback address', {
    field: 'practice.address',
    cure: 'use 127.0.0.1',
  });
}
