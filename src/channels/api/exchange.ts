import type { Dispatcher } from 'undici';
import type { RenderedRequest } from '../../catalog/rendered.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { Secrets } from '../../flow/ports.ts';
import { unlessAborted } from '../abort.ts';
import { authorise } from './authorise.ts';
import { encodeRequest } from './encode.ts';
import type { Tokens } from './oauth.ts';
import { MOST_REDIRECTS, redirectTarget } from './redirect.ts';
import { fillUrl } from './secrets.ts';
import { transmit } from './transmit.ts';
import type { Answer, Fault, WireRequest } from './wire.ts';

export interface ExchangeDeps {
  readonly dispatcher: Dispatcher;
  readonly secrets: Secrets;
  readonly tokens: Tokens;
}

/** `prevented`: nothing was sent, for want of credentials or because the request cannot be written. */
export type Exchanged = Answer | Fault | { readonly prevented: Delivery };

/**
 * Makes a rendered request with its credentials, follows what redirects may be followed, and renews an access token
 * that the server did not take, once. `before` runs when all is ready and right before the first byte. Throws what
 * `before` throws, and AbortError if `signal` ends it earlier.
 */
export async function exchange(
  deps: ExchangeDeps,
  request: RenderedRequest,
  control: {
    readonly noticeKey: string;
    readonly signal: AbortSignal;
    readonly before?: (() => Promise<void>) | undefined;
  },
): Promise<Exchanged> {
  const { noticeKey, signal } = control;
  const ready = await unlessAborted(prepare(deps, request, noticeKey), signal);
  if ('prevented' in ready) return ready;
  await control.before?.();
  const answer = await follow(deps.dispatcher, ready.wire, signal);
  if (ready.renew === undefined || !('status' in answer) || answer.status !== 401) return answer;
  ready.renew();
  const again = await prepare(deps, request, noticeKey);
  return 'prevented' in again ? again : follow(deps.dispatcher, again.wire, signal);
}

async function prepare(
  deps: ExchangeDeps,
  request: RenderedRequest,
  noticeKey: string,
): Promise<
  { readonly wire: WireRequest; readonly renew?: (() => void) | undefined } | { readonly prevented: Delivery }
> {
  const credentials = await authorise(request.auth, deps.secrets, deps.tokens);
  if ('problem' in credentials) return { prevented: credentials.problem };
  const filled = fillUrl(request.url, request.urlSecrets ?? {}, deps.secrets);
  if ('problem' in filled) return { prevented: filled.problem };
  const wire = encodeRequest({ ...request, url: filled.url }, credentials.headers, noticeKey);
  if (wire === undefined) return { prevented: { result: 'failed', code: 'bad_request' } };
  return { wire, renew: credentials.renew };
}

async function follow(
  dispatcher: Dispatcher,
  first: WireRequest,
  signal: AbortSignal,
): Promise<Answer | Fault> {
  const until = performance.now() + first.timeout;
  let request = first;
  for (let hops = 0; ; hops += 1) {
    const answer = await transmit(dispatcher, request, signal);
    if ('fault' in answer || hops === MOST_REDIRECTS) return answer;
    const url = redirectTarget(request.method, request.url, answer);
    if (url === undefined) return answer;
    request = { ...request, url, timeout: Math.max(until - performance.now(), 1) };
  }
}
