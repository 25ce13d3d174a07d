import { decodeCsv } from '../../csv/decode.ts';
import { readCsv } from '../../csv/read.ts';
import { columnOf, requestOf } from '../../csv/row.ts';
import { type Problem, RedressError } from '../../domain/errors.ts';
import { MOST_ROWS } from '../../wire/intake.ts';

export type Row = { readonly line: number } & (
  | { readonly request: unknown }
  | { readonly problems: readonly Problem[] }
);

/**
 * The rows of an uploaded file.
 *
 * @throws RedressError `csv_encoding`, `csv_invalid`, `csv_columns`, `csv_too_long`
 */
export function rowsOf(bytes: Uint8Array): readonly Row[] {
  const lines = readCsv(decodeCsv(bytes));
  if (lines.length > MOST_ROWS) {
    throw new RedressError('csv_too_long', `The file has more than ${MOST_ROWS} rows.`, {
      field: 'csv',
      cure: 'Divide it, or use the command line: redress submit --csv.',
    });
  }
  return lines.map(({ line, row, problems }) => ({ line, ...requestOf(row, problems) }));
}

/** A problem of a request as the person who wrote the file knows it: by its column. */
export function inColumns(problems: readonly Problem[]): readonly Problem[] {
  return problems.map(({ field, message, cure, code }) => {
    if (field === undefined) return { code, message, cure };
    const column = columnOf(field);
    return {
      code,
      field: column,
      message: message.replaceAll(field, column),
      cure: cure?.replaceAll(field, column),
    };
  });
}
