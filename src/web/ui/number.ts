import type { Lang } from '../i18n/texts.ts';

/** A count, with the marks of the language between its thousands. */
export function count(n: number, lang: Lang): string {
  return new Intl.NumberFormat(lang, { maximumFractionDigits: 1, useGrouping: 'min2' }).format(n);
}

/** A share of one as percent. */
export function percent(share: number, lang: Lang): string {
  return new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}
