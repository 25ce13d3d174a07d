/** What one look at one location showed (DESIGN 4). Only `gone` counts towards removal. */
export const VERDICTS = [
  'gone',
  'live',
  'geo_blocked',
  'login_wall',
  'bot_blocked',
  'restricted',
  'host_down',
  'not_checkable',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Kinds of place where one image can be: each is checked on its own. */
export const LOCATION_KINDS = ['page', 'media', 'api', 'cache'] as const;
export type LocationKind = (typeof LOCATION_KINDS)[number];

/**
 * How bad a verdict is for the person harmed: a takedown with several locations is judged by its worst one, and
 * is `gone` only when all of them are.
 */
const WORST_FIRST: readonly Verdict[] = [
  'live',
  'geo_blocked',
  'restricted',
  'login_wall',
  'bot_blocked',
  'not_checkable',
  'host_down',
  'gone',
];

/** The verdict of a takedown from the verdicts of its locations; `not_checkable` when there are none. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return WORST_FIRST.find((verdict) => verdicts.includes(verdict)) ?? 'not_checkable';
}
