import { randomUUID } from 'node:crypto';
import { getCookie, setCookie } from 'hono/cookie';
import type { PracticeContext } from '../../base/platform.ts';

const COOKIE = 'looply_session';
const MAX_SESSIONS = 10_000;

/** What a visitor has filled in so far. */
export interface Session {
  readonly id: string;
  readonly csrf: string;
  agreed: boolean;
  readonly fields: Map<string, string>;
  hasLetter: boolean;
  /** The number of the report, once it is sent. */
  reference: string | undefined;
}

/** The visitors of the form; the oldest are forgotten when there are too many. */
export class Sessions {
  readonly #byId = new Map<string, Session>();

  /** A fresh session: whoever opens the form starts over. */
  open(c: PracticeContext): Session {
    const session: Session = {
      id: randomUUID(),
      csrf: randomUUID(),
      agreed: false,
      fields: new Map(),
      hasLetter: false,
      reference: undefined,
    };
    this.#byId.set(session.id, session);
    const [oldest] = this.#byId.keys();
    if (this.#byId.size > MAX_SESSIONS && oldest !== undefined) this.#byId.delete(oldest);
    setCookie(c, COOKIE, session.id, { httpOnly: true, sameSite: 'Lax', path: '/report' });
    return session;
  }

  of(c: PracticeContext): Session | undefined {
    return this.#byId.get(getCookie(c, COOKIE) ?? '');
  }

  reset(): void {
    this.#byId.clear();
  }
}
