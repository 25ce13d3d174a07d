import type { ContentRule, Recipient } from '../schema/recipient.ts';
import type { PlainUrl } from './parse-url.ts';

/** A content rule that fits a URL, and what its named groups caught. */
export interface ContentFit {
  readonly rule: ContentRule;
  readonly groups: Readonly<Record<string, string>>;
}

/**
 * The first content rule of the recipient that fits. A URL with a port of its own is another service than the one
 * that the rules describe, and a link shortener says nothing about content unless a rule names its host.
 */
export function fitContent(url: PlainUrl, recipient: Recipient, shortener: boolean): ContentFit | undefined {
  if (url.port !== '') return undefined;
  for (const rule of recipient.content) {
    if (shortener && rule.host === undefined) continue;
    const groups = fitRule(url, rule);
    if (groups !== undefined) return { rule, groups };
  }
  return undefined;
}

function fitRule(url: PlainUrl, rule: ContentRule): Record<string, string> | undefined {
  const groups: Record<string, string> = {};
  const parts: [string | undefined, string][] = [
    [rule.host, url.host],
    [rule.path, singleSlashes(url.path)],
    [rule.fragment, url.fragment],
  ];
  for (const [pattern, text] of parts) {
    if (pattern === undefined) continue;
    const fit = new RegExp(pattern, 'iu').exec(text);
    if (fit === null) return undefined;
    for (const [name, value] of Object.entries(fit.groups ?? {})) groups[name] = value ?? '';
  }
  for (const [name, parameter] of Object.entries(rule.query)) {
    const value = url.query.find((one) => one.name === parameter)?.value;
    if (value === undefined || value === '') return undefined;
    groups[name] = value;
  }
  return groups;
}

/** Servers read `//a//b` as `/a/b`; links that were put together by hand often have it. */
export function singleSlashes(path: string): string {
  return path.replace(/\/{2,}/g, '/');
}

/** The names of the groups that a rule can catch: what its templates may name, besides `host`. */
export function groupNames(rule: ContentRule): string[] {
  const patterns = [rule.host, rule.path, rule.fragment].filter((pattern) => pattern !== undefined);
  const named = patterns.flatMap((pattern) => Object.keys(namedGroups(pattern)));
  return [...new Set([...named, ...Object.keys(rule.query)])];
}

/** An alternative that is empty always fits, and then the groups of the rest are known by name. */
function namedGroups(pattern: string): Record<string, unknown> {
  return new RegExp(`(?:${pattern})|`, 'iu').exec('')?.groups ?? {};
}
