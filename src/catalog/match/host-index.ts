import { parse } from 'tldts';
import type { HostRule, Recipient } from '../schema/recipient.ts';
import { singleSlashes } from './content-rule.ts';
import type { PlainUrl } from './parse-url.ts';

export interface HostEntry {
  readonly recipient: Recipient;
  readonly rule: HostRule;
}

/** Host rules by their domain, the more particular ones first. */
export type HostIndex = ReadonlyMap<string, readonly HostEntry[]>;

export function indexHosts(recipients: Iterable<Recipient>): HostIndex {
  const index = new Map<string, HostEntry[]>();
  for (const recipient of recipients) {
    for (const rule of recipient.hosts) {
      index.set(rule.domain, [...(index.get(rule.domain) ?? []), { recipient, rule }]);
    }
  }
  for (const entries of index.values()) entries.sort((a, b) => particular(b.rule) - particular(a.rule));
  return index;
}

/** The rule for this host and path: the longest domain wins, a rule with a path goes before one without. */
export function findHost(url: PlainUrl, index: HostIndex): HostEntry | undefined {
  for (const domain of domainsOf(url.host)) {
    const found = index.get(domain)?.find(({ rule }) => fits(rule, url));
    if (found) return found;
  }
  return undefined;
}

/**
 * The host and the names above it down to its registrable domain (public suffix list, ICANN section: names below
 * workers.dev or github.io still belong to those who run it). Empty for an IP address, a single label, a bare suffix.
 */
export function domainsOf(host: string): string[] {
  const { domain } = parse(host, { allowPrivateDomains: false, extractHostname: false });
  if (domain === null) return [];
  const labels = host.split('.');
  const names = labels.map((_, at) => labels.slice(at).join('.'));
  return names.slice(0, names.indexOf(domain) + 1);
}

function fits(rule: HostRule, url: PlainUrl): boolean {
  if (rule.exact && rule.domain !== url.host) return false;
  return rule.path === undefined || new RegExp(rule.path, 'iu').test(singleSlashes(url.path));
}

function particular(rule: HostRule): number {
  return (rule.path === undefined ? 0 : 2) + (rule.exact ? 1 : 0);
}
