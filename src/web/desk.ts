import type { Hono } from 'hono';
import type { Caller } from '../flow/caller.ts';
import type { Session, Sessions } from '../flow/sessions.ts';
import type { Api, ApiEnv } from '../http/desk.ts';
import type { Form } from './guard/form.ts';
import type { View } from './layout/view.ts';
import type { Verified } from './pages/audit/model.ts';
import type { QueueBoard } from './pages/queues/queue-board.ts';

/** What the pages are made of. The composition root fills it. */
export interface Web
  extends Pick<Api, 'authenticate' | 'deskFor' | 'clock' | 'log' | 'mode' | 'limits' | 'rates' | 'queue'> {
  readonly sessions: Sessions;
  /** Whether the record of one takedown is what was written. */
  readonly verifyTakedown: (id: string) => Promise<Verified>;
  /** What bull-board shows of the queues; undefined where there is none. */
  readonly board?: QueueBoard | undefined;
  /** A key of 32 bytes with which forms are bound to their session, and for nothing else. */
  readonly formKey: Uint8Array;
  /** The folder with the style sheets, scripts and the icon. */
  readonly assetsDir: string;
}

/** Somebody who is signed in, and what their cookie holds. */
export interface SignedIn extends Session {
  readonly cookie: string;
}

export interface WebEnv {
  Variables: ApiEnv['Variables'] & {
    readonly session: SignedIn;
    /** What every page knows: language, theme, zone, who reads it. */
    readonly view: View;
    /** The fields of a POST, once it was found to come from a page of ours. */
    readonly form: Form;
    /** A content security policy of its own, for a page that is not ours. */
    readonly policy?: string;
  };
}

export type WebApp = Hono<WebEnv>;

/** For whom a page is: any practitioner or lead of a helpline, its leads only, or ops. */
export type Audience = 'helpline' | 'lead' | 'ops';

export function isFor(caller: Caller, audience: Audience): boolean {
  if (caller.kind === 'ops') return audience === 'ops';
  return audience === 'helpline' || (audience === 'lead' && caller.role === 'lead');
}
