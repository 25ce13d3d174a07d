import { OutboundRefused } from './types.ts';

/** What a URL asks for, in the words of the guard. */
export interface Target {
  readonly scheme: 'http' | 'https';
  /** As the WHATWG URL parser writes it: lower case, punycode, IPv4 in dotted decimal, IPv6 in brackets. */
  readonly host: string;
  readonly port: number;
  readonly url: URL;
}

/**
 * Reads a URL from a job or a redirect. Throws OutboundRefused: `url` (no absolute URL), `scheme`, `userinfo`
 * (credentials never belong to a content URL, and `https://good.example@evil.example/` is a lure).
 */
export function targetOf(text: string, base?: string | URL): Target {
  const url = parse(text, base);
  if (url === undefined) throw new OutboundRefused('url');
  const scheme = schemeOf(url);
  if (url.username !== '' || url.password !== '') throw new OutboundRefused('userinfo');
  const port = url.port === '' ? defaultPort(scheme) : Number(url.port);
  return { scheme, host: url.hostname, port, url };
}

export function defaultPort(scheme: 'http' | 'https'): number {
  return scheme === 'https' ? 443 : 80;
}

function schemeOf(url: URL): 'http' | 'https' {
  if (url.protocol === 'https:') return 'https';
  if (url.protocol === 'http:') return 'http';
  throw new OutboundRefused('scheme');
}

function parse(text: string, base: string | URL | undefined): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
