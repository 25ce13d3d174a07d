import type { PracticeContext } from './platform.ts';

/** Invented tokens of the practice platforms, by the names that their files give. They open nothing real. */
export const PRACTICE_SECRETS = {
  'practice-pixhub-token': 'practice-token-of-pixhub',
  'practice-wobbly-token': 'practice-token-of-wobbly',
  'practice-boomerang-key': 'practice-key-of-boomerang',
  'practice-borderline-user': 'practice-helpline',
  'practice-borderline-password': 'practice-password-of-borderline',
  'practice-refusenik-client': 'practice-client-of-refusenik',
  'practice-refusenik-client-secret': 'practice-client-secret-of-refusenik',
} as const satisfies Readonly<Record<string, string>>;

export function hasBearer(c: PracticeContext, token: string): boolean {
  return c.req.header('Authorization') === `Bearer ${token}`;
}

export function hasBasic(c: PracticeContext, user: string, password: string): boolean {
  const pair = Buffer.from(`${user}:${password}`).toString('base64');
  return c.req.header('Authorization') === `Basic ${pair}`;
}

export function unauthorised(c: PracticeContext): Response {
  return c.json({ error: 'unauthorised' }, 401);
}
