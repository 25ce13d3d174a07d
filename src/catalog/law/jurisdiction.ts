/** Member states of the European Union (ISO 3166-1 alpha-2; Greece is GR there). */
export const EU: ReadonlySet<string> = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

/** The EU and the three states that share its single market: where the GDPR and, once adopted there, the DSA hold. */
export const EEA: ReadonlySet<string> = new Set([...EU, 'IS', 'LI', 'NO']);

/** Whether a list of `any`, `EU`, `EEA` and country codes covers one of the countries. */
export function coversCountry(places: readonly string[], countries: readonly string[]): boolean {
  return places.some((place) => {
    if (place === 'any') return true;
    return countries.some((country) => isIn(country, place));
  });
}

/** Why a word may not stand in such a list; undefined if it may. */
export function placeFault(place: string): string | undefined {
  if (place === 'UK') return 'UK is no ISO 3166 code: the United Kingdom is GB';
  if (place === 'any' || place === 'EEA' || /^[A-Z]{2}$/.test(place)) return undefined;
  return `${place} is neither any, EU, EEA nor a country code of two capital letters`;
}

function isIn(country: string, place: string): boolean {
  if (place === 'EU') return EU.has(country) || country === 'EU';
  if (place === 'EEA') return EEA.has(country) || country === 'EEA';
  return country === place;
}
