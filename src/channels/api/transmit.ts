import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { OutboundRefused } from '../../outbound/types.ts';
import { networkCode } from '../network-code.ts';
import { ANSWER_CAP, decodeBody } from './decode.ts';
import type { Answer, Fault, WireRequest } from './wire.ts';

/**
 * One request and its answer, without redirects. Speaks to undici's dispatcher itself instead of through its
 * `request`, because only there it is seen whether a request was begun on a connection: before that moment a fault
 * is harmless, after it nobody knows. Never throws; `signal` and the timeout end it with a Fault.
 */
export function transmit(
  dispatcher: Dispatcher,
  request: WireRequest,
  signal: AbortSignal,
): Promise<Answer | Fault> {
  return new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | undefined;
    let head: { readonly status: number; readonly headers: Answer['headers'] } | undefined;
    let ended = false;
    let size = 0;
    const chunks: Buffer[] = [];

    const end = (result: Answer | Fault) => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      resolve(result);
    };
    /** Without a head there is no answer; with one, the answer stands and only its body is lost. */
    const breakOff = (fault: string, final = false) => {
      end(head ? { ...head, text: undefined } : { fault, sent: controller !== undefined, final });
      controller?.abort(new Error('no longer needed'));
    };
    const onAbort = () => breakOff('aborted');
    const timer = setTimeout(() => breakOff('timeout'), request.timeout);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    if (ended) return;

    dispatcher.dispatch(
      {
        origin: request.url.origin,
        path: request.url.pathname + request.url.search,
        method: request.method,
        headers: request.headers,
        body: request.body ?? null,
        headersTimeout: request.timeout,
        bodyTimeout: request.timeout,
        // A kept connection may be closed by the server just as a report goes out on it: its fate would be unknown.
        reset: !request.repeatable,
      },
      {
        onRequestStart(started) {
          if (ended) started.abort(new Error('no longer needed'));
          else controller = started;
        },
        onResponseStart(_controller, status, headers) {
          if (status >= 200) head = { status, headers: flat(headers) };
        },
        onResponseData(_controller, chunk) {
          size += chunk.length;
          if (size > ANSWER_CAP) breakOff('too_big');
          else chunks.push(chunk);
        },
        onResponseEnd() {
          if (head)
            end({ ...head, text: decodeBody(Buffer.concat(chunks), head.headers['content-encoding']) });
          else breakOff('connection_lost');
        },
        onResponseError(_controller, error) {
          const refused = findRefusal(error);
          // A name that does not resolve now may do so later; every other refusal stands.
          if (refused?.code === 'unresolvable') breakOff('dns');
          else if (refused) breakOff(`outbound_${refused.code}`, true);
          else if (isInvalid(error)) breakOff('bad_request', true);
          else breakOff(networkCode(error));
        },
      },
    );
  });
}

function flat(headers: IncomingHttpHeaders): Answer['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}

/** undici may wrap what its connector throws. */
function findRefusal(error: unknown): OutboundRefused | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if (at instanceof OutboundRefused) return at;
  }
  return undefined;
}

function isInvalid(error: Error): boolean {
  return (
    'code' in error &&
    ['UND_ERR_INVALID_ARG', 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH'].includes(String(error.code))
  );
}
