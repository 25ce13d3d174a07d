import { en, type Texts } from './en.ts';
import { es } from './es.ts';

export type { Texts } from './en.ts';

/** The languages, each named in itself, with the way in which it writes times and numbers. */
export const LANGS = [
  { id: 'en', name: 'English', locale: 'en-GB' },
  { id: 'es', name: 'Español', locale: 'es-ES' },
] as const;
export type Lang = (typeof LANGS)[number]['id'];

const CATALOGUES: Readonly<Record<Lang, Texts>> = { en, es };

export function textsOf(lang: Lang): Texts {
  return CATALOGUES[lang];
}

export function localeOf(lang: Lang): string {
  return LANGS.find((one) => one.id === lang)?.locale ?? lang;
}

export function langOf(text: string | undefined): Lang | undefined {
  return LANGS.find((one) => one.id === text)?.id;
}

/** The first language of an Accept-Language header (RFC 9110, 12.5.4) that there is a catalogue for; English if none. */
export function preferredLang(header: string | undefined): Lang {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().split(';');
      const q = params.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find((one) => one !== undefined);
      return { lang: langOf(tag.trim().toLowerCase().split('-')[0]), weight: Number(q ?? 1) };
    })
    .filter((one) => one.lang !== undefined && one.weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  return wanted[0]?.lang ?? 'en';
}
