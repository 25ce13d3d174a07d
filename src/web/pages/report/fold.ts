import type { Catalog } from '../../../catalog/catalog.ts';
import { matchUrl } from '../../../catalog/match/match-url.ts';
import { normaliseUrl } from '../../../catalog/match/normalise-url.ts';
import { RedressError } from '../../../domain/errors.ts';
import type { Report, ReportRow } from './rows.ts';

/**
 * Pasted addresses that mean the same place become one: with and without a scheme, or with what means nothing behind
 * them. Rows of a file stay: each says more than its address.
 */
export function folded(report: Report, catalog: Catalog): Report {
  if (report.kind === 'csv') return report;
  const places = new Map<string, ReportRow>();
  for (const row of report.rows) {
    const place = placeOf(row.request['url'], catalog);
    const known = places.get(place);
    places.set(place, known === undefined ? row : { ...known, times: known.times + row.times });
  }
  return { ...report, rows: [...places.values()] };
}

function placeOf(url: unknown, catalog: Catalog): string {
  const text = typeof url === 'string' ? url : '';
  try {
    return matchUrl(text, catalog)?.canonicalUrl ?? normaliseUrl(text, undefined);
  } catch (error) {
    // What is wrong with it is said of its row.
    if (error instanceof RedressError) return text;
    throw error;
  }
}
