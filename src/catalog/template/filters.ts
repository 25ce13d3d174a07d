import type { FilterImplOptions, Liquid } from 'liquidjs';

/**
 * Filters besides LiquidJS' own (docs/platforms.md lists them). They take what a notice can hold and never throw.
 */
export function registerFilters(liquid: Liquid): void {
  liquid.registerFilter('lines', (value: unknown) => items(value).join('\n'));
  liquid.registerFilter('bullets', (value: unknown) =>
    items(value)
      .map((item) => `- ${item}`)
      .join('\n'),
  );
  liquid.registerFilter('day', (value: unknown) => (typeof value === 'string' ? value.slice(0, 10) : ''));
  const formatted = liquid.filters['date'];
  if (formatted !== undefined) liquid.registerFilter('date', dateFilter(formatted));
  liquid.registerFilter('words', (value: unknown) => String(value ?? '').replaceAll('_', ' '));
}

function items(value: unknown): string[] {
  if (Array.isArray(value)) return value.map((item) => String(item));
  return value === null || value === undefined || value === '' ? [] : [String(value)];
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/**
 * LiquidJS' `date`, but the moments of a notice without a format of their own, which are nearly all, are written
 * without its calendar: that took half of the time of rendering. `2026-01-04T09:00Z` is `4 January 2026, 09:00 UTC`.
 */
function dateFilter(formatted: FilterImplOptions): FilterImplOptions {
  const other = typeof formatted === 'function' ? formatted : formatted.handler;
  return function (value: unknown, ...format: unknown[]) {
    const parts =
      format.length === 0 && typeof value === 'string'
        ? /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):([0-5]\d)(?::\d{2}(?:\.\d+)?)?Z$/.exec(
            value,
          )
        : null;
    if (parts === null) return other.call(this, value, ...format);
    const [, year, month, day, hour, minute] = parts;
    return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}, ${hour}:${minute} UTC`;
  };
}
