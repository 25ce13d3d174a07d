import { isIPv6 } from 'node:net';
import { OutboundRefused } from './types.ts';

/**
 * Names that lead into the machine's or the operator's own network: RFC 6761 (localhost), RFC 6762 (local),
 * RFC 8375 (home.arpa), ICANN's private-use `internal`, and the suffixes that routers and offices use.
 */
const OWN_NETWORK = [
  'localhost',
  'localdomain',
  'local',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'home.arpa',
];

/** Never to be asked of the DNS: RFC 7686 (onion), RFC 9476 (alt), RFC 6761 (invalid). */
const NEVER_RESOLVED = ['onion', 'alt', 'invalid', 'i2p'];

/** What would make another host, a port or a path of it when a host name is put into a URL. */
const BREAKS_OUT = /[/?#\\\s]|^[^[].*:|\]./;

/**
 * The host as it is resolved, shown in TLS and compared: WHATWG form (decimal, octal and hex IPv4 become dotted
 * decimal, percent-encoding and IDN are decoded), without the root dot. Throws OutboundRefused: `userinfo`, `host_name`.
 */
export function canonicalHost(host: string): string {
  if (host.includes('@')) throw new OutboundRefused('userinfo');
  // undici and node hand IPv6 addresses over without the brackets of the URL.
  const written = isIPv6(host) && !host.includes('%') ? `[${host}]` : host;
  if (written === '' || BREAKS_OUT.test(written)) throw new OutboundRefused('host_name');
  const url = parse(written);
  if (url === undefined) throw new OutboundRefused('host_name');
  const name = url.hostname.endsWith('.') ? url.hostname.slice(0, -1) : url.hostname;
  const labels = name.split('.');
  if (name.length > 253 || labels.some((label) => label === '' || label.length > 63)) {
    throw new OutboundRefused('host_name');
  }
  return name;
}

export function isNeverResolved(name: string): boolean {
  return NEVER_RESOLVED.some((suffix) => isBelow(name, suffix));
}

/** A name that can only mean a host of the own network: single labels too, which search domains complete. */
export function isOwnNetwork(name: string): boolean {
  return !name.includes('.') || OWN_NETWORK.some((suffix) => isBelow(name, suffix));
}

export function isBelow(name: string, suffix: string): boolean {
  return name === suffix || name.endsWith(`.${suffix}`);
}

function parse(host: string): URL | undefined {
  try {
    return new URL(`http://${host}/`);
  } catch {
    return undefined;
  }
}
