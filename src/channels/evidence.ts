const LONGEST = 2_000;

/** What a recipient answered, short enough to be kept with the report (red); undefined when it said nothing. */
export function evidence(text: string | undefined): string | undefined {
  const said = text?.trim().slice(0, LONGEST) ?? '';
  return said === '' ? undefined : said;
}
