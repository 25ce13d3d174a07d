import type { PropsWithChildren } from 'hono/jsx';
import type { Tone } from './callout.tsx';

/** A state in a word or two. Never by colour alone: the word says it. */
export function Badge({ tone, children }: PropsWithChildren<{ tone: Tone }>) {
  return <span class={`badge badge-${tone}`}>{children}</span>;
}
