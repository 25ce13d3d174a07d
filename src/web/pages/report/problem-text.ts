import type { Problem } from '../../../domain/errors.ts';
import type { Texts } from '../../i18n/texts.ts';

/** What is wrong with a row, in the language of the page where the catalogue knows it. */
export function problemText({ code, message, cure }: Problem, { report }: Texts): string {
  const known: Readonly<Record<string, string>> = report.problems;
  const own = Object.hasOwn(known, code) ? known[code] : undefined;
  return own ?? [message, cure].filter((part) => part !== undefined).join('. ');
}
