import { OutboundRefused } from '../outbound/types.ts';
import { type Trouble, trouble } from './answer.ts';

const BY_CODE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection_refused',
  ECONNRESET: 'connection_lost',
  EPIPE: 'connection_lost',
  UND_ERR_SOCKET: 'connection_lost',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  EHOSTUNREACH: 'no_route',
  ENETUNREACH: 'no_route',
  ENETDOWN: 'no_route',
  EADDRNOTAVAIL: 'no_route',
  EPROTO: 'tls',
};

/** The host is up and says something that is no HTTP, or far too much of it. */
const UNREADABLE = trouble('not_checkable', 'unreadable_answer');

const TLS = /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA)/;

/**
 * What a failed request says about a location: that the host is down (DNS, TLS, connection: it may come back or move,
 * so it is looked at again for days), or that we cannot or may not look. Undefined for what is a bug of ours.
 */
export function troubleOf(error: unknown): Trouble | undefined {
  if (error instanceof OutboundRefused) {
    return error.code === 'unresolvable'
      ? trouble('host_down', 'dns')
      : trouble('not_checkable', `guard_${error.code}`);
  }
  if (error instanceof Error && error.name === 'HTTPParserError') return UNREADABLE;
  const code = codeOf(error);
  if (code === undefined) return undefined;
  const known = BY_CODE[code];
  if (known !== undefined) return trouble('host_down', known);
  if (TLS.test(code)) return trouble('host_down', 'tls');
  return code === 'UND_ERR_HEADERS_OVERFLOW' ? UNREADABLE : undefined;
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}
