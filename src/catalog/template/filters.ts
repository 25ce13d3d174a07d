import type { Liquid } from 'liquidjs';

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
  liquid.registerFilter('words', (value: unknown) => String(value ?? '').replaceAll('_', ' '));
}

function items(value: unknown): string[] {
  if (Array.isArray(value)) return value.map((item) => String(item));
  return value === null || value === undefined || value === '' ? [] : [String(value)];
}
