import { RedressError } from '../../domain/errors.ts';
import { readUrl } from '../../domain/read-url.ts';

/** A URL taken apart, each part in its one spelling (RFC 3986 section 6.2.2). All of it is red. */
export interface PlainUrl {
  readonly scheme: 'http' | 'https';
  /** Lower case, punycode, without a trailing dot. */
  readonly host: string;
  /** Empty when it is the scheme's own. */
  readonly port: string;
  readonly path: string;
  /** In the order of the URL. `raw` is `name=value` as it stands there. */
  readonly query: readonly { readonly name: string; readonly value: string; readonly raw: string }[];
  /** Without `#`. */
  readonly fragment: string;
}

/**
 * Parses a URL as browsers do (WHATWG), so that what is matched is what a browser would open.
 *
 * @throws RedressError `url_malformed`, `url_scheme`, `url_userinfo`; never with the URL in the message.
 */
export function parseUrl(text: string): PlainUrl {
  const url = readUrl(text);
  if (url === undefined) throw malformed();
  const scheme = url.protocol.slice(0, -1);
  if (scheme !== 'http' && scheme !== 'https') {
    throw new RedressError('url_scheme', 'The URL is neither http nor https', {
      field: 'url',
      cure: 'Give the address of a web page, beginning with https://',
    });
  }
  if (url.username !== '' || url.password !== '') {
    throw new RedressError('url_userinfo', 'The URL has a user name or password before the host', {
      field: 'url',
      cure: 'Remove what stands between // and @, and look whether the host is the one you mean',
    });
  }
  const host = url.hostname.replace(/\.$/, '');
  if (host === '' || host.split('.').includes('')) throw malformed();
  return {
    scheme,
    host,
    port: url.port,
    path: oneSpelling(url.pathname),
    query: queryOf(oneSpelling(url.search)),
    fragment: url.hash.slice(1),
  };
}

/** The same for text that may well be no URL: undefined where `parseUrl` would throw. */
export function tryParseUrl(text: string): PlainUrl | undefined {
  try {
    return parseUrl(text);
  } catch (error) {
    if (error instanceof RedressError) return undefined;
    throw error;
  }
}

/** The URL of the parts, with the query and fragment that are given. */
export function writeUrl(url: PlainUrl, query: readonly string[], fragment: string): string {
  const port = url.port === '' ? '' : `:${url.port}`;
  const search = query.length === 0 ? '' : `?${query.join('&')}`;
  return `${url.scheme}://${url.host}${port}${url.path}${search}${fragment === '' ? '' : `#${fragment}`}`;
}

function malformed(): RedressError {
  return new RedressError('url_malformed', 'The URL cannot be read', {
    field: 'url',
    cure: 'Give the whole address as the browser shows it, beginning with https://',
  });
}

/** Percent-encoding in capitals, and none where none is needed (RFC 3986 6.2.2.1 and 6.2.2.2). */
function oneSpelling(text: string): string {
  return text.replace(/%[0-9a-f]{2}/gi, (code) => {
    const char = String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return /[A-Za-z0-9._~-]/.test(char) ? char : code.toUpperCase();
  });
}

function queryOf(search: string): PlainUrl['query'] {
  const parts = search.slice(1).split('&');
  return parts
    .filter((raw) => raw !== '')
    .map((raw) => {
      const at = raw.indexOf('=');
      const name = at < 0 ? raw : raw.slice(0, at);
      return { name: decoded(name), value: at < 0 ? '' : raw.slice(at + 1), raw };
    });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
