/** What a person may do to a takedown that goes on by itself. */
export const ACTS = ['retry', 'pause', 'unpause', 'escalate', 'assign'] as const;
export type Act = (typeof ACTS)[number];

/** So many takedowns at a time. */
export const MOST_ACTS = 500;
