import type { Section } from './nav.ts';

/** What a page says of itself. No red data: it is in the window's title and in the history of the browser. */
export interface Head {
  readonly title: string;
  readonly section?: Section | undefined;
  /** Which events make it look again: `any`, `takedown:ID`, `case:ID`. See docs/dashboard.md. */
  readonly live?: string | undefined;
}
