import { parse } from 'csv-parse/sync';
import { type Problem, RedressError } from '../domain/errors.ts';
import { lineStarts } from './line-starts.ts';
import { COLUMNS, type Column, type CsvRow, REQUIRED_COLUMNS } from './row.ts';

/** A row and the line of the file on which it begins (the header is line 1). */
export interface CsvLine {
  readonly line: number;
  readonly row: CsvRow;
  /** What is wrong with the form of the row, whatever its cells say. */
  readonly problems: readonly Problem[];
}

/** A record and where it ends, in bytes. */
interface Parsed {
  readonly cells: readonly string[];
  readonly end: number;
}

/**
 * Reads a CSV file (RFC 4180, UTF-8, header first). Throws RedressError `csv_invalid` or `csv_columns` for what
 * concerns the whole file; what concerns a row is said of the row. Rows without any cell are passed over.
 */
export function readCsv(text: string): readonly CsvLine[] {
  const records = parsed(text);
  const columns = columnsOf(records[0]?.cells ?? []);
  const starts = lineStarts(
    text,
    records.map((one) => one.end),
  );
  return records.slice(1).flatMap(({ cells }, index): CsvLine[] => {
    if (cells.length === 0) return [];
    const row = Object.fromEntries(columns.map((name, place) => [name, cells[place] ?? '']));
    const problems = cells.length > columns.length ? [TOO_MANY_CELLS] : [];
    return [{ line: starts[index + 1] ?? 0, row, problems }];
  });
}

/** A comma in a cell without quotes would move all that follows into the wrong columns. */
const TOO_MANY_CELLS: Problem = {
  code: 'csv_cells',
  field: 'csv',
  message: 'The row has more cells than the header has columns',
  cure: 'Put quotes around cells that hold commas.',
};

function parsed(text: string): readonly Parsed[] {
  const found: Parsed[] = [];
  try {
    parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (cells: readonly string[], { bytes }) => {
        found.push({ cells: withoutEmptyEnd(cells), end: bytes });
        return null;
      },
    });
    return found;
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
}

/** The header's columns. An unknown name is told only where it looks like one: the line may be a row of red data. */
function columnsOf(names: readonly string[]): readonly Column[] {
  const columns = names.filter(isColumn);
  const missing = REQUIRED_COLUMNS.filter((name) => !columns.includes(name));
  const twice = columns.filter((name, index) => columns.indexOf(name) < index);
  const unknown = names.filter((name) => !isColumn(name));
  if (missing.length + twice.length + unknown.length === 0) return columns;
  const told = columns.length === 0 ? [] : unknown.filter((name) => /^[A-Za-z][A-Za-z_ ]{0,39}$/.test(name));
  const faults = [
    ...(missing.length > 0 ? [`missing columns: ${missing.join(', ')}`] : []),
    ...(twice.length > 0 ? [`given twice: ${twice.join(', ')}`] : []),
    ...(told.length > 0 ? [`unknown columns: ${told.join(', ')}`] : []),
    ...(unknown.length > told.length ? [`${unknown.length - told.length} names that are no columns`] : []),
  ];
  throw new RedressError('csv_columns', `The header is not right: ${faults.join('; ')}.`, {
    field: 'csv',
    cure: `Use these columns, divided by commas: ${COLUMNS.join(', ')}.`,
  });
}

const KNOWN: ReadonlySet<string> = new Set(COLUMNS);

function isColumn(name: string): name is Column {
  return KNOWN.has(name);
}

function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
}
