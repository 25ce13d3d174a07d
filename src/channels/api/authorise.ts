import type { ApiAuth } from '../../catalog/schema/api.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { Secrets } from '../../flow/ports.ts';
import type { Client, Tokens } from './oauth.ts';
import { readSecrets } from './secrets.ts';

/** The credentials of one request, or why there are none. `renew` drops a token that the server did not take. */
export type Credentials =
  | { readonly headers: Readonly<Record<string, string>>; readonly renew?: (() => void) | undefined }
  | { readonly problem: Delivery };

/**
 * Reads the secrets that a scheme needs, anew for each request, so that a rotated one is used at once. A secret that
 * is missing, or that no header can hold, is the operator's to mend: the code names it, nothing holds its value.
 */
export async function authorise(auth: ApiAuth, secrets: Secrets, tokens: Tokens): Promise<Credentials> {
  const values = readSecrets(secrets, secretNames(auth), (value) => isUsable(value, auth.scheme));
  if ('problem' in values) return values;
  const secret = (name: string) => values.secrets.get(name) ?? '';
  switch (auth.scheme) {
    case 'none':
      return { headers: {} };
    case 'bearer':
      return { headers: { authorization: `Bearer ${secret(auth.secret)}` } };
    case 'header':
      return { headers: { [auth.header]: secret(auth.secret) } };
    case 'basic': {
      const pair = `${secret(auth.userSecret)}:${secret(auth.passwordSecret)}`;
      return { headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } };
    }
    case 'oauth2_client_credentials':
      return byToken(
        {
          tokenUrl: auth.tokenUrl,
          id: secret(auth.clientIdSecret),
          secret: secret(auth.clientSecretSecret),
          scope: auth.scope,
        },
        tokens,
      );
  }
}

async function byToken(client: Client, tokens: Tokens): Promise<Credentials> {
  const got = await tokens.get(client);
  if ('token' in got) {
    return {
      headers: { authorization: `Bearer ${got.token}` },
      renew: () => tokens.forget(client, got.token),
    };
  }
  return got.problem === 'denied'
    ? { problem: { result: 'handover', reason: 'missing_secret', code: 'oauth_denied' } }
    : { problem: { result: 'retry', code: 'oauth_unavailable' } };
}

function secretNames(auth: ApiAuth): readonly string[] {
  switch (auth.scheme) {
    case 'none':
      return [];
    case 'bearer':
    case 'header':
      return [auth.secret];
    case 'basic':
      return [auth.userSecret, auth.passwordSecret];
    case 'oauth2_client_credentials':
      return [auth.clientIdSecret, auth.clientSecretSecret];
  }
}

/** Bearer tokens and keys stand in a header as they are (RFC 9110, 5.5); the other schemes encode what they send. */
function isUsable(value: string, scheme: ApiAuth['scheme']): boolean {
  return scheme === 'bearer' || scheme === 'header' ? /^[\x20-\x7e]+$/.test(value) : !/\p{Cc}/u.test(value);
}
