import type { HelplineId } from '../domain/ids.ts';
import type { Instant, Millis } from '../domain/time.ts';

/** A subscription as it is shown: without its secret. */
export interface StoredWebhook {
  readonly id: string;
  readonly url: string;
  readonly label: string;
  readonly events: readonly string[];
  readonly createdAt: Instant;
  /** In a row, since the last success. */
  readonly failures: number;
  readonly disabledAt: Instant | null;
  readonly disabledWhy: string | null;
}

export interface NewSubscription {
  readonly helplineId: HelplineId;
  readonly url: string;
  readonly label: string;
  readonly events: readonly string[];
  /** Named by who asks: asked again under the same name, the same subscription is answered. */
  readonly name?: string | undefined;
}

/** One try at delivering a message. `code`: `http_NNN`, `net_...`, `timeout`, `outbound_...`. */
export interface Try {
  readonly at: Instant;
  readonly code: string;
  readonly ms: Millis;
}

export type DeliveryState = 'pending' | 'delivered' | 'dead';

export interface StoredDelivery {
  readonly id: string;
  readonly seq: number;
  readonly eventId: string;
  readonly type: string;
  readonly state: DeliveryState;
  readonly tries: number;
  readonly createdAt: Instant;
  readonly dueAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly log: readonly Try[];
}

export interface DeliveryFilter {
  readonly state?: DeliveryState | undefined;
  /** `seq` of the last one of the page before. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Which ended deliveries are sent again: made from `from` until before `to`. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
  readonly state?: 'dead' | 'delivered' | undefined;
}

/** Subscriptions of a helpline, as its own connections may see and change them. */
export interface Webhooks {
  /**
   * Answers the secret this once.
   *
   * @throws RedressError `webhook_too_many`
   */
  create(
    of: NewSubscription,
    now: Instant,
  ): Promise<{ readonly webhook: StoredWebhook; readonly secret: string }>;
  list(): Promise<readonly StoredWebhook[]>;
  find(id: string): Promise<StoredWebhook | undefined>;
  /** With all that it was sent, and what was under way. False when there is none. */
  remove(id: string): Promise<boolean>;
  /**
   * A new secret; with the former one messages are signed too until `formerUntil`. Asked again under the same name, the
   * same secret is answered.
   */
  rotate(
    id: string,
    now: Instant,
    name?: string,
  ): Promise<{ readonly secret: string; readonly formerUntil: Instant } | undefined>;
  /** Sends again to one that was disabled. False when there is none. */
  enable(id: string): Promise<boolean>;
  /** Queues a message `webhook.test`; answers its delivery's id. Undefined when there is no such subscription. */
  test(id: string, now: Instant): Promise<string | undefined>;
  deliveries(id: string, filter: DeliveryFilter): Promise<readonly StoredDelivery[]>;
  /** Sends one again that has ended. False when there is none. */
  replay(id: string, deliveryId: string, now: Instant): Promise<boolean>;
  /** Sends those of a span again. Answers how many. */
  replaySpan(id: string, span: Span, now: Instant): Promise<number>;
}
