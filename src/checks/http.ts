import { type Dispatcher, request } from 'undici';
import { deadline } from '../flow/deadline.ts';
import { targetOf } from '../outbound/target.ts';
import { type Body, type Hop, type LookAt, trouble } from './answer.ts';
import { readBody } from './body.ts';
import type { CheckLimits } from './limits.ts';
import { troubleOf } from './trouble.ts';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

const HEADERS = {
  'accept-language': 'en',
  // A copy that some cache kept says nothing about whether the content is gone.
  'cache-control': 'no-cache',
};
const TEXT_HEADERS = { accept: 'text/html,application/json;q=0.9', 'accept-encoding': 'gzip, br' };
const MEDIA_HEADERS = { accept: '*/*' };

export interface HttpOptions {
  /** The guarded one: every hop is admitted on its own, at connect time. */
  readonly dispatcher: Dispatcher;
  readonly userAgent: string;
  readonly limits: CheckLimits;
}

/**
 * Looks by plain HTTP: GET for pages, API records and caches, HEAD and nothing else for media. No cookies, no stored
 * state, no Referer. Redirects are followed by hand, so that each is guarded and recorded; one too many leaves the
 * redirect itself as the answer.
 */
export function httpLook({ dispatcher, userAgent, limits }: HttpOptions): LookAt {
  return async (asked, kind, signal) => {
    const time = deadline(limits.total, signal);
    const media = kind === 'media';
    const headers = { ...HEADERS, ...(media ? MEDIA_HEADERS : TEXT_HEADERS), 'user-agent': userAgent };
    const method = media ? 'HEAD' : 'GET';
    try {
      const ask = (url: URL) => request(url, { dispatcher, method, headers, signal: time.signal });
      const { reply, url, hops } = await follow(ask, asked, limits.redirects);
      const told = flat(reply.headers);
      const body = media ? discard(reply) : await readBody(reply.body, told, limits.textBytes);
      signal.throwIfAborted();
      return {
        outcome: 'answer',
        kind,
        asked,
        finalUrl: url.href,
        hops,
        status: reply.statusCode,
        headers: told,
        body,
      };
    } catch (error) {
      signal.throwIfAborted();
      if (time.isLate()) return trouble('host_down', 'timeout');
      const found = troubleOf(error);
      if (found === undefined) throw error;
      return found;
    } finally {
      time.clear();
    }
  };
}

interface Followed {
  readonly reply: Dispatcher.ResponseData;
  readonly url: URL;
  readonly hops: readonly Hop[];
}

async function follow(
  ask: (url: URL) => Promise<Dispatcher.ResponseData>,
  asked: string,
  most: number,
): Promise<Followed> {
  const hops: Hop[] = [];
  let { url } = targetOf(asked);
  for (;;) {
    const reply = await ask(url);
    const location = flat(reply.headers)['location'];
    const ends = !REDIRECTS.has(reply.statusCode) || location === undefined || hops.length === most;
    if (ends) return { reply, url, hops };
    discard(reply);
    url = targetOf(location, url).url;
    hops.push({ status: reply.statusCode, to: url.href });
  }
}

/** A body that is not wanted is not read: the connection ends instead. */
function discard(reply: Dispatcher.ResponseData): Body {
  reply.body.on('error', () => undefined).destroy();
  return { read: 'none' };
}

function flat(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const told: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) told[name.toLowerCase()] = typeof value === 'string' ? value : value.join(', ');
  }
  return told;
}
