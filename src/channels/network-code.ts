/** What went wrong on the way to a server, before it could answer. Part of a Delivery's code: never red. */
export type NetworkCode =
  | 'connection_refused'
  | 'connection_lost'
  | 'network_unreachable'
  | 'timeout'
  | 'dns'
  | 'tls'
  | 'network';

const KNOWN: Readonly<Record<string, NetworkCode>> = {
  ECONNREFUSED: 'connection_refused',
  ECONNRESET: 'connection_lost',
  ECONNABORTED: 'connection_lost',
  EPIPE: 'connection_lost',
  UND_ERR_SOCKET: 'connection_lost',
  UND_ERR_CLOSED: 'connection_lost',
  UND_ERR_DESTROYED: 'connection_lost',
  ENETUNREACH: 'network_unreachable',
  EHOSTUNREACH: 'network_unreachable',
  EADDRNOTAVAIL: 'network_unreachable',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
};

/** Codes of OpenSSL's certificate checks and of Node's TLS layer. */
const TLS = /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|HOSTNAME_MISMATCH)/;

/** Reads an error's codes, its own first, then those of the errors inside it. */
export function networkCode(error: unknown): NetworkCode {
  for (const code of codesOf(error)) {
    const known = KNOWN[code] ?? (TLS.test(code) ? 'tls' : undefined);
    if (known !== undefined) return known;
  }
  return 'network';
}

function* codesOf(error: unknown, depth = 0): Generator<string> {
  if (typeof error !== 'object' || error === null || depth > 4) return;
  if ('code' in error && typeof error.code === 'string') yield error.code;
  if ('cause' in error) yield* codesOf(error.cause, depth + 1);
  if (error instanceof AggregateError) for (const one of error.errors) yield* codesOf(one, depth + 1);
}
