import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { ProblemDetails } from '../../wire/problem.ts';
import { RedressClientError } from '../error.ts';

export interface ClientOptions {
  /** Where Redress answers, e.g. `https://redress.helpline.example`. */
  readonly baseUrl: string;
  /** A token made by `redress token create`. */
  readonly token: string;
  /** How often a call is made again that failed for a while; 4 if not said. */
  readonly retries?: number | undefined;
  /** Milliseconds that one try may take; 65,000 if not said. */
  readonly timeout?: number | undefined;
  /** Another way to fetch; the global one if not said. */
  readonly fetch?: typeof fetch | undefined;
}

/** What may be said with every call. */
export interface CallOptions {
  /**
   * Names the call, so that it is done once however often it is made. Without it each call gets a key of its own, which
   * its retries share.
   */
  readonly idempotencyKey?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Call<T extends z.ZodType> {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly answer: T;
  readonly query?: Readonly<Record<string, string | number | undefined>> | undefined;
  /** Sent as JSON; text is sent as CSV. */
  readonly body?: unknown;
  readonly options?: CallOptions | undefined;
}

export interface Transport {
  /** @throws RedressClientError with the code of the problem, `network`, `timeout` or `answer_unexpected` */
  call<T extends z.ZodType>(call: Call<T>): Promise<z.infer<T>>;
  /** One try, whose answer is read by the caller. */
  open(path: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Response>;
}

/** What may go well the next time: too many requests, a server that starts, stops or is overloaded. */
const PASSES = new Set([429, 502, 503, 504]);
const LONGEST_PAUSE = 30_000;

export function createTransport(options: ClientOptions): Transport {
  const { baseUrl, token, retries = 4, timeout = 65_000 } = options;
  const send = options.fetch ?? fetch;
  const root = baseUrl.replace(/\/+$/, '');
  const headersOf = (more: Readonly<Record<string, string>>) => ({
    authorization: `Bearer ${token}`,
    ...more,
  });

  const once = async (url: string, init: RequestInit, signal: AbortSignal | undefined): Promise<Response> => {
    const limit = AbortSignal.timeout(timeout);
    try {
      return await send(url, {
        ...init,
        signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
      });
    } catch (cause) {
      if (signal?.aborted) throw cause;
      const code = limit.aborted ? 'timeout' : 'network';
      throw new RedressClientError(code, 'Redress did not answer', { cause });
    }
  };

  const call = async <T extends z.ZodType>(of: Call<T>): Promise<z.infer<T>> => {
    const { method, body, options: { signal, idempotencyKey } = {} } = of;
    const url = `${root}${of.path}${queryOf(of.query)}`;
    const key = method === 'POST' ? { 'idempotency-key': idempotencyKey ?? crypto.randomUUID() } : {};
    const isText = typeof body === 'string';
    const type = body === undefined ? {} : { 'content-type': isText ? 'text/csv' : 'application/json' };
    const init: RequestInit = {
      method,
      headers: headersOf({ accept: 'application/json', ...key, ...type }),
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
    };
    for (let tried = 0; ; tried += 1) {
      const { response, error, wait } = await once(url, init, signal).then(
        async (answered) =>
          answered.ok
            ? { response: answered, error: undefined, wait: undefined }
            : { response: undefined, error: await problemOf(answered), wait: waitOf(answered) },
        (thrown: unknown) => ({ response: undefined, error: thrown, wait: undefined }),
      );
      if (response !== undefined) return read(response, of.answer);
      if (tried >= retries || !mayPass(error)) throw error;
      const pause = wait ?? 250 * 2 ** tried * (0.75 + Math.random() / 2);
      await sleep(Math.min(pause, LONGEST_PAUSE), undefined, signal === undefined ? {} : { signal });
    }
  };

  return {
    call,
    open: async (path, headers, signal) => {
      const response = await send(`${root}${path}`, { headers: headersOf(headers), signal });
      if (!response.ok) throw await problemOf(response);
      return response;
    },
  };
}

async function read<T extends z.ZodType>(response: Response, shape: T): Promise<z.infer<T>> {
  const json: unknown = await response.json().catch(() => undefined);
  const parsed = shape.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new RedressClientError(
    'answer_unexpected',
    'The answer is not what this client knows; is it as new as the server?',
  );
}

async function problemOf(response: Response): Promise<RedressClientError> {
  const problem = ProblemDetails.safeParse(await response.json().catch(() => undefined));
  return problem.success
    ? new RedressClientError(problem.data.code, problem.data.detail, {
        problem: problem.data,
        status: response.status,
      })
    : new RedressClientError(`http_${response.status}`, `Redress answered ${response.status}`, {
        status: response.status,
      });
}

function mayPass(error: unknown): boolean {
  if (!(error instanceof RedressClientError)) return false;
  if (error.status !== undefined) return PASSES.has(error.status) || error.code === 'idempotency_busy';
  return error.code === 'network' || error.code === 'timeout';
}

/** As `Retry-After` asks, in milliseconds. */
function waitOf(response: Response): number | undefined {
  const header = response.headers.get('retry-after');
  return header !== null && /^\d{1,5}$/.test(header) ? Number(header) * 1_000 : undefined;
}

function queryOf(query: Call<z.ZodType>['query'] = {}): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, String(value));
  return given.size === 0 ? '' : `?${given.toString()}`;
}
