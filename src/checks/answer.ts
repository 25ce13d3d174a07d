import type { LocationKind, Verdict } from '../domain/verdict.ts';

/** One redirect on the way: the status that sent us on, and where to (absolute). */
export interface Hop {
  /** 0 when a script moved the page, not the server. */
  readonly status: number;
  readonly to: string;
}

/** What could be read. Never more than text, and nothing of it outlives the check. */
export type Body =
  /** Not asked for (HEAD), or not text: destroyed unread. */
  | { readonly read: 'none' }
  /** Text as it was sent, decoded. `truncated`: the cap or the time ran out, or the connection broke. */
  | { readonly read: 'text'; readonly text: string; readonly truncated: boolean }
  /** What a person would read on the page, and its title. */
  | { readonly read: 'rendered'; readonly title: string; readonly text: string };

/** One look at one location, as `judge` needs it. All URLs are red. */
export interface Answer {
  readonly outcome: 'answer';
  readonly kind: LocationKind;
  readonly asked: string;
  readonly finalUrl: string;
  readonly hops: readonly Hop[];
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
}

/** There was no answer to judge. */
export interface Trouble extends Judgement {
  readonly outcome: 'trouble';
}

export interface Judgement {
  readonly verdict: Verdict;
  /** Id of the platform's signal (hyphens) or of the generic rule (underscores) that decided. */
  readonly signal: string;
}

/** Looks at a URL in one way: plain HTTP, or rendered. Throws AbortError only. */
export type LookAt = (url: string, kind: LocationKind, signal: AbortSignal) => Promise<Answer | Trouble>;

export function trouble(verdict: Verdict, signal: string): Trouble {
  return { outcome: 'trouble', verdict, signal };
}

/** Media type without parameters, in lower case; empty when the answer names none. */
export function mediaType(headers: Readonly<Record<string, string>>): string {
  return (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

export function isHtml(answer: Answer): boolean {
  return ['text/html', 'application/xhtml+xml'].includes(mediaType(answer.headers));
}
