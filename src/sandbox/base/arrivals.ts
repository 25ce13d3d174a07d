import { createHash } from 'node:crypto';

/** What one platform (or host) has seen. Counts and keys only: no text of a notice is kept. */
export interface Arrivals {
  /** Reports that reached a desk, those it answered with an error included. */
  readonly arrived: number;
  /** Notices that a desk took, each counted once. */
  readonly accepted: number;
  /** Arrivals of a notice that was taken before, under the same key: the desk can tell, so they do no harm. */
  readonly repeated: number;
  /** Notices taken under a new key with a text that the desk had before: what real platforms punish. */
  readonly sameText: number;
  /** By Idempotency-Key or Message-ID; by a hash of the text where the desk gets no key (forms). */
  readonly notices: ReadonlyMap<string, { readonly arrived: number; readonly accepted: number }>;
  /** Notices taken, by post. */
  readonly posts: ReadonlyMap<string, number>;
  /** Requests for a post's page, by post. */
  readonly looks: ReadonlyMap<string, number>;
  /** Requests for media: `get` must stay 0, since Redress asks with HEAD only. */
  readonly media: { readonly head: number; readonly get: number };
}

/** A short hash of a notice's text: tells two texts apart without keeping either. */
export function textKey(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** The writing side of {@link Arrivals}, one for each platform. */
export class ArrivalLog implements Arrivals {
  arrived = 0;
  accepted = 0;
  repeated = 0;
  sameText = 0;
  readonly notices = new Map<string, { arrived: number; accepted: number }>();
  readonly posts = new Map<string, number>();
  readonly looks = new Map<string, number>();
  readonly media = { head: 0, get: 0 };
  readonly #texts = new Set<string>();

  /** Counts an arrival; answers how often this notice has arrived, this time included. */
  arrive(key: string): number {
    this.arrived += 1;
    const notice = this.#notice(key);
    notice.arrived += 1;
    return notice.arrived;
  }

  accept(key: string, text: string, posts: readonly string[]): void {
    const notice = this.#notice(key);
    notice.accepted += 1;
    if (notice.accepted > 1) {
      this.repeated += 1;
      return;
    }
    this.accepted += 1;
    const hash = textKey(text);
    if (this.#texts.has(hash)) this.sameText += 1;
    this.#texts.add(hash);
    for (const id of posts) this.posts.set(id, (this.posts.get(id) ?? 0) + 1);
  }

  look(id: string): void {
    this.looks.set(id, (this.looks.get(id) ?? 0) + 1);
  }

  reset(): void {
    this.arrived = this.accepted = this.repeated = this.sameText = 0;
    this.media.head = this.media.get = 0;
    for (const kept of [this.notices, this.posts, this.looks, this.#texts]) kept.clear();
  }

  #notice(key: string): { arrived: number; accepted: number } {
    const known = this.notices.get(key);
    if (known !== undefined) return known;
    const fresh = { arrived: 0, accepted: 0 };
    this.notices.set(key, fresh);
    return fresh;
  }
}
