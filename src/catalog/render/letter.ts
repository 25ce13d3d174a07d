import type { RenderedAttachment } from '../rendered.ts';
import type { Templates } from '../template/engine.ts';
import { tidyText } from './text.ts';

/** The template of the letter in which the helpline states on what authority it acts. */
export const LETTER_TEMPLATE = 'authority-letter';

/** The first of the recipient's languages in which there is a letter; English otherwise. */
export function letterLanguage(languages: readonly string[], templates: Templates): string {
  return languages.find((language) => templates.has(language, LETTER_TEMPLATE)) ?? 'en';
}

export function authorityLetter(language: string, scope: object, templates: Templates): RenderedAttachment {
  return {
    filename: 'authority-letter.txt',
    contentType: 'text/plain; charset=utf-8',
    content: tidyText(templates.renderFile(language, LETTER_TEMPLATE, scope)),
  };
}
