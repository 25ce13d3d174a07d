import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import type { RedisOptions } from 'ioredis';
import { RedressError } from '../domain/errors.ts';
import { readUrl } from '../domain/read-url.ts';

/** What an address says; how answers are mapped is not its business. */
export type RedisAddress = Omit<RedisOptions, 'replyMapping'>;

function invalid(): RedressError {
  return new RedressError('queue_url_invalid', 'REDIS_URL is not an address that Redress understands.', {
    field: 'REDIS_URL',
    cure:
      'Write redis://[user:password@]host:port/0, rediss:// for TLS, or ' +
      'redis-sentinel://[user:password@]host1:26379,host2:26379/name-of-master/0 (rediss-sentinel:// for TLS); ' +
      'parameters are in docs/configuration.md.',
  });
}

const TLS_PARAMETERS = ['ca', 'cert', 'key', 'servername'] as const;
const SENTINEL_PARAMETERS = ['sentinelUsername', 'sentinelPassword'] as const;

/**
 * Reads an address of Redis: `redis://` and `rediss://` (TLS) with user, password and database; `redis-sentinel://`
 * and `rediss-sentinel://` with several hosts, the master's name and a database. Sentinels that want a password of
 * their own get it as `?sentinelUsername=` and `?sentinelPassword=`. With TLS, `?ca=` names the file of a certificate
 * authority of one's own, `?cert=` and `?key=` those by which this client shows who it is, and `?servername=` the
 * name that the server's certificate must carry when it is not the host's.
 *
 * @throws RedressError `queue_url_invalid`
 */
export function parseRedisUrl(text: string): RedisAddress {
  // Several hosts do not fit into a URL: the rest is read from one that has the first only.
  const parts = /^(rediss?)(-sentinel)?:\/\/((?:[^@/]*@)?)([^/?]+)(.*)$/.exec(text.trim());
  const [, scheme, sentinel, login, hosts, rest] = parts ?? [];
  const first = hosts?.split(',')[0];
  const address = `redis://${login}${first}${rest}`;
  if (scheme === undefined || hosts === undefined || readUrl(address) === undefined) {
    throw invalid();
  }
  const url = new URL(address);
  const secure = scheme === 'rediss';
  const known = [...(secure ? TLS_PARAMETERS : []), ...(sentinel === undefined ? [] : SENTINEL_PARAMETERS)];
  if ([...url.searchParams.keys()].some((name) => !known.some((one) => one === name))) {
    throw invalid();
  }
  const tls = secure ? tlsOptions(url.searchParams) : undefined;
  const shared: RedisAddress = {
    ...(url.username === '' ? {} : { username: decodeURIComponent(url.username) }),
    ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
    ...(tls === undefined ? {} : { tls }),
  };
  const path = url.pathname.split('/').filter((part) => part !== '');
  if (sentinel === undefined) {
    if (hosts.includes(',') || path.length > 1) {
      throw invalid();
    }
    const { host, port } = hostAndPort(hosts, 6379);
    return { ...shared, host, port, db: database(path[0]) };
  }
  const [name, db] = path;
  if (name === undefined || path.length > 2) {
    throw invalid();
  }
  const user = url.searchParams.get('sentinelUsername');
  const password = url.searchParams.get('sentinelPassword');
  return {
    ...shared,
    sentinels: hosts.split(',').map((one) => hostAndPort(one, 26_379)),
    name: decodeURIComponent(name),
    db: database(db),
    ...(user === null ? {} : { sentinelUsername: user }),
    ...(password === null ? {} : { sentinelPassword: password }),
    ...(tls === undefined ? {} : { sentinelTLS: tls, enableTLSForSentinelMode: true }),
  };
}

/** Read now, so that a file that is missing stops the start and not the first reconnection. */
function tlsOptions(parameters: URLSearchParams): ConnectionOptions {
  const read = (name: 'ca' | 'cert' | 'key'): Partial<Record<typeof name, string>> => {
    const path = parameters.get(name);
    if (path === null) {
      return {};
    }
    try {
      return { [name]: readFileSync(path, 'utf8') };
    } catch (cause) {
      throw new RedressError(
        'queue_url_invalid',
        `The file that ${name}= of REDIS_URL names cannot be read.`,
        {
          field: 'REDIS_URL',
          cure: `Give the whole path of a PEM file that this user may read: ?${name}=/run/secrets/redis-${name}.pem`,
          cause,
        },
      );
    }
  };
  if (parameters.has('cert') !== parameters.has('key')) {
    throw invalid();
  }
  const servername = parameters.get('servername');
  return { ...read('ca'), ...read('cert'), ...read('key'), ...(servername === null ? {} : { servername }) };
}

function hostAndPort(text: string, standard: number): { readonly host: string; readonly port: number } {
  if (readUrl(`redis://${text}`) === undefined) {
    throw invalid();
  }
  const { hostname, port } = new URL(`redis://${text}`);
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: port === '' ? standard : Number(port) };
}

function database(text: string | undefined): number {
  if (text !== undefined && !/^\d{1,5}$/.test(text)) {
    throw invalid();
  }
  return Number(text ?? 0);
}
