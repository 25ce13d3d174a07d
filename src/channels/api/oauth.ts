import type { Dispatcher } from 'undici';
import { atPointer } from '../../domain/json-pointer.ts';
import type { Instant, Millis } from '../../domain/time.ts';
import { MINUTE, SECOND } from '../../domain/time.ts';
import { parseJson } from './parse-json.ts';
import { transmit } from './transmit.ts';

const TOKEN_TIMEOUT: Millis = 30 * SECOND;
/** A token is renewed this long before it ends; one without a life span is trusted for five minutes. */
const MARGIN: Millis = 30 * SECOND;
const LIFE_UNSAID: Millis = 5 * MINUTE;

export interface Client {
  readonly tokenUrl: string;
  readonly id: string;
  readonly secret: string;
  readonly scope?: string | undefined;
}

/** `denied`: the server does not know these credentials. `unavailable`: it could not be asked now. */
export type Token = { readonly token: string } | { readonly problem: 'denied' | 'unavailable' };

/** Access tokens of the client credentials grant (RFC 6749, 4.4), kept until they end and shared by all sends. */
export interface Tokens {
  get(client: Client): Promise<Token>;
  /** Drops a token that a server did not take; a newer one stays. */
  forget(client: Client, token: string): void;
}

export function createTokens(dispatcher: Dispatcher, now: () => Instant, signal: AbortSignal): Tokens {
  const kept = new Map<string, { readonly token: string; readonly until: Instant }>();
  const asked = new Map<string, Promise<Token>>();
  const nameOf = ({ tokenUrl, id, scope = '' }: Client) => [tokenUrl, id, scope].join('\n');

  async function ask(client: Client): Promise<Token> {
    const answer = await transmit(
      dispatcher,
      {
        method: 'POST',
        url: new URL(client.tokenUrl),
        headers: {
          accept: 'application/json',
          'content-type': 'application/x-www-form-urlencoded',
          // RFC 6749, 2.3.1: id and secret are form-encoded first.
          authorization: `Basic ${Buffer.from(`${formEncoded(client.id)}:${formEncoded(client.secret)}`).toString('base64')}`,
        },
        body: Buffer.from(
          new URLSearchParams({
            grant_type: 'client_credentials',
            ...(client.scope === undefined ? {} : { scope: client.scope }),
          }).toString(),
        ),
        timeout: TOKEN_TIMEOUT,
        repeatable: false,
      },
      signal,
    );
    if ('fault' in answer) return { problem: 'unavailable' };
    if (answer.status === 400 || answer.status === 401 || answer.status === 403) return { problem: 'denied' };
    const body = parseJson(answer.text);
    const token = atPointer(body, '/access_token');
    if (answer.status !== 200 || typeof token !== 'string' || token === '') return { problem: 'unavailable' };
    const seconds = Number(atPointer(body, '/expires_in'));
    const life = seconds > 0 ? Math.max(seconds * SECOND - MARGIN, 0) : LIFE_UNSAID;
    kept.set(nameOf(client), { token, until: now() + life });
    return { token };
  }

  return {
    get(client) {
      const name = nameOf(client);
      const have = kept.get(name);
      if (have && have.until > now()) return Promise.resolve({ token: have.token });
      const asking = asked.get(name) ?? ask(client).finally(() => asked.delete(name));
      asked.set(name, asking);
      return asking;
    },
    forget(client, token) {
      const name = nameOf(client);
      if (kept.get(name)?.token === token) kept.delete(name);
    },
  };
}

function formEncoded(text: string): string {
  return new URLSearchParams({ v: text }).toString().slice(2);
}
