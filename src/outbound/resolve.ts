import { lookup } from 'node:dns/promises';
import { OutboundRefused } from './types.ts';

export type Resolve = (host: string) => Promise<readonly string[]>;

/** The longest that a name may take to resolve: the system's resolver has no limit of its own that can be set. */
const RESOLVE_WITHIN = 10_000;

/**
 * All addresses of a name, from the system's resolver (so that the hosts file counts as well). IPv4 comes first: one
 * address is connected to, and many machines have an IPv6 address but no way out.
 */
export async function systemResolve(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true, order: 'ipv4first' });
  return found.map(({ address }) => address);
}

/** Throws OutboundRefused `unresolvable` for no such name, no answer and no answer in time. */
export async function resolveAll(resolve: Resolve, host: string): Promise<readonly string[]> {
  const { promise: late, reject } = withRejector();
  const timer = setTimeout(() => reject(new OutboundRefused('unresolvable')), RESOLVE_WITHIN);
  try {
    const addresses = await Promise.race([resolve(host), late]);
    if (addresses.length === 0) throw new OutboundRefused('unresolvable');
    return addresses;
  } catch {
    throw new OutboundRefused('unresolvable');
  } finally {
    clearTimeout(timer);
  }
}

function withRejector(): { promise: Promise<never>; reject: (error: Error) => void } {
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<never>((_, refuse) => {
    reject = refuse;
  });
  return { promise, reject };
}
