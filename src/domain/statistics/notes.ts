import { SMALLEST } from './suppress.ts';

/** How the figures of a report were made, in words for who reads it; docs/statistics.md says it in formulae. */
export const METHODS: readonly string[] = [
  'Counted is the first notice of each takedown, and of each time that it came back, that reached the recipient in the period.',
  'Removed means that two looks, apart in time, agreed that the content was gone; the time is that of the first of them.',
  'Times are estimated after Kaplan and Meier. What is open is censored at the time of the report; what was withdrawn or lost from sight, at that moment. What was refused or given up stays among what is still there.',
  "Bands are 95 %: log-log with Greenwood's variance for curves and quantiles, Wilson's score for shares.",
  'In time is of the notices whose legal deadline has passed, where a law sets one, counted from the arrival of the notice.',
  'The kinds carry names that Project Arachnid uses for providers; the rule that tells them is that of Redress.',
  `Counts of 1 to ${SMALLEST - 1} are held back, with as many others that they cannot be found by subtraction.`,
];

/** What the figures do not say. */
export const CAVEATS: readonly string[] = [
  'A removal is seen at the next look, hours after it happened at most times: times are too long rather than too short.',
  'Why content went is not seen: a removal counts for every recipient that had been told, but for one that had refused before another was told.',
  'The figures are of the notices of these helplines, and not of all notices to the recipient.',
  'Several notices of one case are not independent of each other: the true bands are wider.',
  'Reports on periods that overlap can be subtracted from each other. Hand on reports on whole months.',
];
