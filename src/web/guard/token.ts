import { createHmac, timingSafeEqual } from 'node:crypto';

/** Which field of a form holds its token. */
export const CSRF_FIELD = '_csrf';

/** What a form carries that belongs to a session, or to a sign-in page: a keyed hash, so nothing has to be kept. */
export function formToken(key: Uint8Array, owner: string): string {
  return createHmac('sha256', key).update(owner).digest('base64url');
}

export function isFormToken(key: Uint8Array, owner: string, given: string): boolean {
  const [right, said] = [Buffer.from(formToken(key, owner)), Buffer.from(given)];
  return right.length === said.length && timingSafeEqual(right, said);
}
