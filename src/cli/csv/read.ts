import { parse } from 'csv-parse/sync';
import { RedressError } from '../../domain/errors.ts';
import { COLUMNS, type CsvRow, REQUIRED_COLUMNS } from './row.ts';

/** A row and the line of the file on which it begins (the header is line 1). */
export interface CsvLine {
  readonly line: number;
  readonly row: CsvRow;
}

const KNOWN: ReadonlySet<string> = new Set(COLUMNS);

/**
 * Reads a CSV file (RFC 4180, UTF-8, header first). Throws RedressError `csv_invalid` for what concerns the whole
 * file; what concerns a row is said of the row later.
 */
export function readCsv(text: string): readonly CsvLine[] {
  let records: { record: Record<string, string>; info: { lines: number } }[];
  try {
    records = parse(text, {
      bom: true,
      columns: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
  } catch (cause) {
    const line: unknown = cause instanceof Error ? Reflect.get(cause, 'lines') : undefined;
    throw new RedressError(
      'csv_invalid',
      `The CSV file cannot be read${typeof line === 'number' ? ` near line ${line}` : ''}.`,
      {
        field: 'csv',
        cure: 'Save it as CSV (UTF-8) with a header line and quotes around cells that hold commas or line breaks.',
        cause,
      },
    );
  }
  checkHeader(Object.keys(records[0]?.record ?? headerOf(text)));
  return records.map(({ record, info }) => ({ line: firstLine(record, info.lines), row: record }));
}

function checkHeader(names: readonly string[]): void {
  const unknown = names.filter((name) => !KNOWN.has(name));
  const missing = REQUIRED_COLUMNS.filter((name) => !names.includes(name));
  if (unknown.length === 0 && missing.length === 0) return;
  const faults = [
    ...(missing.length > 0 ? [`missing columns: ${missing.join(', ')}`] : []),
    ...(unknown.length > 0
      ? [`unknown columns: ${unknown.map((name) => name.slice(0, 40)).join(', ')}`]
      : []),
  ];
  throw new RedressError('csv_columns', `The header is not right: ${faults.join('; ')}.`, {
    field: 'csv',
    cure: `Use these columns: ${COLUMNS.join(', ')}.`,
  });
}

function headerOf(text: string): Record<string, string> {
  const header = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '';
  return Object.fromEntries(header.split(',').map((name) => [name.trim().replaceAll('"', ''), '']));
}

/** csv-parse counts the line on which a record ends: cells with line breaks begin earlier. */
function firstLine(record: Record<string, string>, last: number): number {
  const breaks = Object.values(record).reduce(
    (count, cell) => count + (cell?.split('\n').length ?? 1) - 1,
    0,
  );
  return last - breaks;
}
