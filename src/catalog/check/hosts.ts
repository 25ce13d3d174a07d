import { domainToASCII } from 'node:url';
import { error } from '../files/fault.ts';
import { domainsOf } from '../match/host-index.ts';
import type { HostRule } from '../schema/recipient.ts';
import type { CheckContext, RecipientCheck } from './context.ts';

/** Domains are real ones, in the spelling of URLs, and no two rules claim the same place. */
export const checkHosts: RecipientCheck = (recipient, context) =>
  recipient.hosts.flatMap((rule, index) => {
    const path = ['hosts', index, 'domain'];
    if (domainToASCII(rule.domain) !== rule.domain) {
      return [error(path, `is written ${domainToASCII(rule.domain) || 'otherwise'} in a URL`)];
    }
    if (domainsOf(rule.domain).length === 0)
      return [error(path, 'is a public suffix or an address, not a domain')];
    if (recipient.hosts.findIndex((other) => claim(other) === claim(rule)) < index) {
      return [error(path, `${claim(rule)} is claimed twice in this file`)];
    }
    return rivals(recipient.id, rule, context).map((rival) =>
      error(path, `${claim(rule)} is claimed by ${rival} too`),
    );
  });

function rivals(id: string, rule: HostRule, context: CheckContext): string[] {
  return [...context.recipients.values()]
    .filter((other) => other.id !== id && other.hosts.some((one) => claim(one) === claim(rule)))
    .map((other) => other.id);
}

function claim(rule: HostRule): string {
  return [rule.exact ? `exactly ${rule.domain}` : rule.domain, rule.path].filter(Boolean).join(' ');
}
