import { type Answer, isHtml } from './answer.ts';
import { plainText, shownMarkup } from './markup.ts';

/** `strict`: a match will count as removal, so only what is on the page counts. */
export type Evidence = 'strict' | 'any';

/** A pattern that names a JSON key (`"status":`) is meant for the state that a page carries in a script. */
const NAMES_JSON_KEY = /"\s*(\\s\*\s*)?:/;

/** A pattern that says what must not be there. */
const NEGATIVE = /\(\?!/;

/**
 * The forms of an answer in which a pattern is looked for: as sent, and as read (tags gone, entities decoded).
 *
 * As evidence of removal the scripts of a page do not count, unless the pattern names a JSON key: many sites send all
 * their phrases with every page, "this video was removed" too. And half a page cannot show that something is missing.
 */
export function textsOf(answer: Answer, pattern: string, evidence: Evidence): readonly string[] {
  const { body } = answer;
  if (body.read === 'none') return [];
  if (body.read === 'rendered') return [`${body.title}\n${body.text}`];
  if (evidence === 'strict' && body.truncated && NEGATIVE.test(pattern)) return [];
  if (!isHtml(answer)) return [body.text];
  const shown = shownMarkup(body.text);
  const all = evidence === 'any' || NAMES_JSON_KEY.test(pattern);
  return [all ? body.text : shown, plainText(shown)];
}
