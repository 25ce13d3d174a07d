import ipaddr from 'ipaddr.js';
import { RedressError } from '../domain/errors.ts';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
export type Network = readonly [Address, number];

/**
 * Where clouds answer instance metadata, refused whatever else is allowed. 169.254/16 is link-local and covers AWS,
 * Google, Azure, DigitalOcean and Tencent; the others stand alone: Azure's platform address is in a *public* range.
 * https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
 * https://www.alibabacloud.com/help/en/ecs/user-guide/view-instance-metadata (100.100.100.200)
 */
const METADATA: readonly Network[] = [
  '169.254.0.0/16',
  '168.63.129.16/32',
  '100.100.100.200/32',
  '192.0.0.192/32',
  'fd00:ec2::254/128',
  'fd20:ce::254/128',
].map((cidr) => ipaddr.parseCIDR(cidr));

/** RFC 4291 and IANA: all global unicast IPv6 that is in use; what lies outside has no public host. */
const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

export type AddressVerdict = 'public' | 'private' | 'metadata';

/** An IP address as a resolver or a URL gives it; undefined when it is none. Zone ids make no address here. */
export function parseAddress(text: string): Address | undefined {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  if (bare.includes('%')) return undefined;
  if (ipaddr.IPv6.isValid(bare)) return unmapped(ipaddr.IPv6.parse(bare));
  // Strict: `010.1` and `0x7f.1` are for the URL parser to read, never for this library's own rules.
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) return ipaddr.IPv4.parse(bare);
  return undefined;
}

/** Public only if the address, and every IPv4 address that it carries within, can be reached by everyone. */
export function classify(address: Address): AddressVerdict {
  const all = [address, ...carried(address)];
  if (all.some((one) => METADATA.some((network) => inside(one, network)))) return 'metadata';
  return all.every((one, index) => (index === 0 ? isPublicCarrier(one) : isPublic(one)))
    ? 'public'
    : 'private';
}

/** The operator's own ranges. Throws RedressError for what is no CIDR range. */
export function parseNetworks(cidrs: readonly string[]): readonly Network[] {
  return cidrs.map((cidr, index) => {
    try {
      return ipaddr.parseCIDR(cidr);
    } catch (cause) {
      throw new RedressError('outbound_network', 'an allowed network is not a CIDR range', {
        field: `allowNetworks.${index}`,
        cure: 'write it like 10.1.0.0/16 or fd00:1::/32',
        cause,
      });
    }
  });
}

export function inAny(address: Address, networks: readonly Network[]): boolean {
  return networks.some((network) => inside(address, network));
}

function inside(address: Address, [network, bits]: Network): boolean {
  if (address instanceof ipaddr.IPv4) return network instanceof ipaddr.IPv4 && address.match(network, bits);
  return network instanceof ipaddr.IPv6 && address.match(network, bits);
}

function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_UNICAST_V6);
}

/** Transition prefixes are no plain unicast, yet lead to the public IPv4 address that they carry. */
function isPublicCarrier(address: Address): boolean {
  return carrierOf(address) === undefined ? isPublic(address) : true;
}

function unmapped(address: ipaddr.IPv6): Address {
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

function carrierOf(address: Address): '6to4' | 'teredo' | 'nat64' | undefined {
  if (address instanceof ipaddr.IPv4) return undefined;
  const range = address.range();
  if (range === '6to4' || range === 'teredo') return range;
  // RFC 6052 well-known prefix only: the local-use 64:ff9b:1::/48 (RFC 8215) is a network of someone's own.
  return range === 'rfc6052' && address.parts[2] === 0 ? 'nat64' : undefined;
}

/** The IPv4 addresses within: 6to4 RFC 3056, Teredo RFC 4380 (server, client inverted), NAT64 RFC 6052, ISATAP RFC 5214. */
function carried(address: Address): readonly Address[] {
  if (address instanceof ipaddr.IPv4) return [];
  const bytes = address.toByteArray();
  const take = (at: number, flip = 0): Address =>
    new ipaddr.IPv4(bytes.slice(at, at + 4).map((byte) => byte ^ flip));
  const carrier = carrierOf(address);
  if (carrier === '6to4') return [take(2)];
  if (carrier === 'teredo') return [take(4), take(12, 0xff)];
  if (carrier === 'nat64') return [take(12)];
  const isatap = address.parts[5] === 0x5efe && ((address.parts[4] ?? 0) & 0xfdff) === 0;
  return isatap ? [take(12)] : [];
}
