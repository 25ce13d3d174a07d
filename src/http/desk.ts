import type { OpenAPIHono } from '@hono/zod-openapi';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Instant, Millis } from '../domain/time.ts';
import type { Caller } from '../flow/caller.ts';
import type { CaseShares } from '../flow/case-shares.ts';
import type { Feed } from '../flow/feed.ts';
import type { Figures } from '../flow/figures.ts';
import type { IntakeDeps } from '../flow/intake/intake.ts';
import type { Acts } from '../flow/people/acts/acts.ts';
import type { Clock, EffectQueue, Logger } from '../flow/ports.ts';
import type { Webhooks } from '../flow/webhooks.ts';
import type { Views } from '../ledger/views/views.ts';
import type { IntakeKeySet } from '../wire/intake-envelope.ts';

/** What one caller works at: everything in it sees that caller's rows and no others; the database keeps it. */
export interface Desk {
  readonly caller: Caller;
  readonly deps: IntakeDeps;
  readonly views: Views;
  readonly shares: CaseShares;
  readonly feed: Feed;
  readonly webhooks: Webhooks;
  readonly figures: Figures;
  /** What the caller may do to takedowns that go on by themselves. */
  readonly acts: Acts;
}

/** What the API is made of. The composition root fills it. */
export interface Api {
  /** Undefined for a token that is unknown, revoked, expired or of no role: the answer does not tell which. */
  readonly authenticate: (token: string) => Promise<Caller | undefined>;
  readonly deskFor: (caller: Caller) => Desk;
  readonly idempotency: Idempotency;
  readonly queue: Pick<EffectQueue, 'counts'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly mode: 'sandbox' | 'live';
  /** Whether the operator lets networks of their own through the outbound guard. */
  readonly ownNetworks: boolean;
  /** To what jobs of the intake queue are sealed. */
  readonly intakeKeys: () => Promise<IntakeKeySet>;
  readonly version: string;
  readonly limits: Limits;
  /** Counts for all processes together; without it each counts alone. */
  readonly rates?: RateStore | undefined;
  /** A minute unless it says otherwise. */
  readonly answeredWithin?: Millis | undefined;
}

export interface Limits {
  /** Points that a token has each minute; most requests cost one. */
  readonly pointsPerMinute: number;
}

/** Counts the points of tokens; rejects with `RateLimiterRes` when they are used up, with an error when it is away. */
export type RateStore = Pick<RateLimiterAbstract, 'consume'>;

export interface KeyedRequest {
  readonly tokenId: string;
  readonly key: string;
  /** Method and path. */
  readonly route: string;
  readonly body: Uint8Array;
}

/** `answer` null: this kind of request is answered anew when it comes again, since its answer is red or a mere look. */
export interface KeptAnswer {
  readonly status: number;
  readonly answer: unknown;
}

/** What became of a key: `run` it, or it was answered, is under way, or came with another request before. */
export type Begun =
  | { readonly kind: 'run' | 'again' | 'busy' | 'mismatch' }
  | { readonly kind: 'answered'; readonly kept: KeptAnswer };

/** Remembers answers by the caller's keys for a day. It keeps nothing red: of a request a keyed hash, of an answer ids. */
export interface Idempotency {
  begin(request: KeyedRequest, now: Instant): Promise<Begun>;
  keep(request: KeyedRequest, kept: KeptAnswer): Promise<void>;
  /** The request was not done: the key may be used again. */
  drop(request: KeyedRequest): Promise<void>;
}

export interface ApiEnv {
  Variables: {
    readonly requestId: string;
    readonly desk: Desk;
  };
}

export type App = OpenAPIHono<ApiEnv>;
