import type { ApiAuth } from '../schema/api.ts';

/**
 * The credentials of a request, with the host in the secret's name where the file binds a token to one instance
 * (`perHost`): hyphens of the host are doubled, dots become hyphens, so that `a-b.example` and `a.b.example` never
 * share a token. An instance without a secret of its own gets none: a person reports there.
 */
export function authFor(auth: ApiAuth, host: () => string): ApiAuth {
  if (auth.scheme !== 'bearer' || auth.perHost !== true) return auth;
  const name = host().replaceAll('-', '--').replaceAll('.', '-');
  return { scheme: 'bearer', secret: `${auth.secret}-${name}` };
}
