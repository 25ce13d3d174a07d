import { COLUMNS } from '../../../csv/row.ts';
import { type Problem, RedressError } from '../../../domain/errors.ts';
import { rowsOf } from '../../../http/routes/csv-rows.ts';
import { MOST_AT_ONCE } from '../../../wire/intake.ts';
import type { Form } from '../../guard/form.ts';
import { findUrls } from './find-urls.ts';

/** One address to report, as far as the text or the file says. */
export interface ReportRow {
  /** Of a file; undefined for pasted text. */
  readonly line: number | undefined;
  /** How often it stood in the text. */
  readonly times: number;
  readonly request: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
}

/** What was pasted or dropped: the text goes from form to form, since nothing is stored before it is reported. */
export interface Report {
  readonly text: string;
  readonly kind: 'text' | 'csv';
  readonly rows: readonly ReportRow[];
}

/**
 * The addresses of a form: those of the file, where one was chosen or pasted, else those in the text.
 *
 * @throws RedressError `csv_encoding`, `csv_invalid`, `csv_columns`, `csv_too_long`, `body_too_large`
 */
export async function reportIn(form: Form): Promise<Report> {
  const file = form.file('file');
  const bytes = file === undefined ? undefined : new Uint8Array(await file.arrayBuffer());
  const text = bytes === undefined ? form.text('text') : '';
  if (bytes === undefined && !looksLikeCsv(text)) return ofText(text);
  const source = bytes ?? new TextEncoder().encode(text);
  const rows = rowsOf(source).map((row): ReportRow => {
    const { line } = row;
    return 'problems' in row
      ? { line, times: 1, request: {}, problems: row.problems }
      : { line, times: 1, request: recordOf(row.request), problems: [] };
  });
  return { text: new TextDecoder().decode(source), kind: 'csv', rows };
}

function ofText(text: string): Report {
  const found = findUrls(text);
  if (found.length > MOST_AT_ONCE) {
    throw new RedressError('body_too_large', `At most ${MOST_AT_ONCE} addresses can be pasted at once.`, {
      cure: 'Divide them, or use a CSV file.',
    });
  }
  const rows = found.map(({ url, times }) => ({ line: undefined, times, request: { url }, problems: [] }));
  return { text, kind: 'text', rows };
}

/** A first line that names columns of ours. Somebody may paste what a file holds. */
function looksLikeCsv(text: string): boolean {
  const [first = ''] = text.split('\n', 1);
  const names = first.split(',').map((name) => name.trim().replaceAll('"', ''));
  return names.length > 1 && names.includes('url') && names.every((name) => COLUMN_NAMES.has(name));
}

const COLUMN_NAMES: ReadonlySet<string> = new Set(COLUMNS);

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
