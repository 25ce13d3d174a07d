import { HOUR, type Instant, MINUTE, type Millis } from '../domain/time.ts';
import type { Caller } from './caller.ts';

/** A session ends after so long, whatever happens in it: a shift and some more. */
export const SESSION_LASTS: Millis = 12 * HOUR;
/** And earlier when nobody uses it. */
export const SESSION_UNUSED: Millis = 60 * MINUTE;
/** So many wrong tokens at a locked screen end the session. */
export const MOST_MISSES = 5;

/** Somebody who is signed in to the pages. */
export interface Session {
  readonly caller: Caller;
  /** Of the token with which it was opened: a desk's name, as the helpline chose it. */
  readonly label: string;
  /** The screen is covered until the token is given again. */
  readonly lockedAt: Instant | null;
}

/**
 * Sessions of the pages, by what their cookie holds. One that was not made here, has ended, or whose token was revoked
 * or is over, is not found.
 */
export interface Sessions {
  /** Answers what the cookie is to hold. */
  open(tokenId: string, now: Instant): Promise<string>;
  find(cookie: string, now: Instant): Promise<Session | undefined>;
  /** Notes that it is used; at most once a minute. */
  touch(cookie: string, now: Instant): Promise<void>;
  lock(cookie: string, now: Instant): Promise<void>;
  unlock(cookie: string, now: Instant): Promise<void>;
  /** Counts a wrong token at the locked screen. False when that was one too many: the session has ended. */
  missed(cookie: string): Promise<boolean>;
  end(cookie: string): Promise<void>;
}
