import type { Problem } from '../domain/errors.ts';

/** The columns of a CSV file of takedowns; docs/csv.md tells what each holds. */
export const COLUMNS = [
  'case_reference',
  'url',
  'more_urls',
  'age_in_image',
  'shown',
  'context',
  'description',
  'non_consent_statement',
  'illegality',
  'good_faith',
  'accuracy',
  'role',
  'authority_basis',
  'consented_on',
  'subject_country',
  'prior_report',
] as const;
export type Column = (typeof COLUMNS)[number];

export const REQUIRED_COLUMNS: readonly Column[] = ['case_reference', 'url', 'age_in_image'];

/** The column that holds a field of the request: a person who wrote a file is told of columns. */
const COLUMN_OF: Readonly<Record<string, Column>> = {
  case: 'case_reference',
  more: 'more_urls',
  ageInImage: 'age_in_image',
  'depiction.description': 'description',
  'depiction.shown': 'shown',
  'depiction.context': 'context',
  'statements.nonConsent': 'non_consent_statement',
  'statements.illegality': 'illegality',
  'statements.goodFaith': 'good_faith',
  'statements.accuracy': 'accuracy',
  'authority.basis': 'authority_basis',
  'authority.consentedOn': 'consented_on',
  countries: 'subject_country',
  priorReports: 'prior_report',
};

export function columnOf(field: string): string {
  const known = Object.keys(COLUMN_OF).find((path) => field === path || field.startsWith(`${path}.`));
  return (known === undefined ? undefined : COLUMN_OF[known]) ?? field;
}

/** One row as text, by column. Missing columns are empty. */
export type CsvRow = Readonly<Partial<Record<Column, string>>>;

/**
 * A row as the request that the intake takes. Nothing is corrected or guessed here: what a cell holds goes on as it
 * is, and the intake says what is wrong with it. Only the cells with a form of their own are read.
 *
 * @param faults what is wrong with the form of the row.
 */
export function requestOf(
  row: CsvRow,
  faults: readonly Problem[] = [],
): { readonly request: unknown } | { readonly problems: readonly Problem[] } {
  const problems: Problem[] = [...faults];
  const cell = (column: Column): string | undefined => row[column]?.trim() || undefined;
  const yes = (column: Column): boolean | undefined => {
    const word = cell(column)?.toLowerCase();
    if (word === undefined || word === 'no') return undefined;
    if (word === 'yes') return true;
    problems.push(bad(column, 'is neither yes nor no', 'Write yes or no.'));
    return undefined;
  };
  const request = {
    case: cell('case_reference') ?? '',
    url: cell('url') ?? '',
    more: (cell('more_urls') ?? '')
      .split(/\s+/)
      .filter((word) => word !== '')
      .map(place),
    ageInImage: cell('age_in_image')?.toLowerCase() ?? '',
    ...optional('role', cell('role')),
    ...optional('shown', cell('shown')),
    ...optional('context', cell('context')),
    ...optional('description', cell('description')),
    ...optional('authority', authority(cell('authority_basis'), cell('consented_on'), problems)),
    statements: {
      ...optional('nonConsent', cell('non_consent_statement')),
      ...optional('illegality', cell('illegality')),
      ...optional('goodFaith', yes('good_faith')),
      ...optional('accuracy', yes('accuracy')),
    },
    countries: (cell('subject_country') ?? '').split(/[\s,]+/).filter((word) => word !== ''),
    priorReports: priorReports(cell('prior_report'), problems),
  };
  // A minor's row goes on whatever else is wrong with it: it must be recorded and handed off.
  const gated = request.ageInImage === 'minor' || request.ageInImage === 'unknown';
  return problems.length > 0 && !gated ? { problems } : { request };
}

function place(word: string): { url: string; kind?: string } {
  const kind = /^(page|media|api|cache):(?=https?:)/.exec(word)?.[1];
  return kind === undefined ? { url: word } : { url: word.slice(kind.length + 1), kind };
}

function authority(basis: string | undefined, consentedOn: string | undefined, problems: Problem[]) {
  if (basis === undefined && consentedOn === undefined) return undefined;
  if (basis === undefined)
    problems.push(bad('authority_basis', 'is empty', 'Say on what the authority rests.'));
  if (consentedOn === undefined)
    problems.push(bad('consented_on', 'is empty', 'Give the day of consent as YYYY-MM-DD.'));
  return { basis, consentedOn };
}

/** `2026-11-01; in-app report; by the person shown; ref 123`, several divided by `|`. */
function priorReports(text: string | undefined, problems: Problem[]) {
  if (text === undefined) return [];
  return text.split('|').flatMap((one) => {
    const [on, to, by, reference, ...more] = one.split(';').map((part) => part.trim());
    if (on === undefined || to === undefined || by === undefined || more.length > 0) {
      problems.push(
        bad(
          'prior_report',
          'has not the form "day; to whom; by whom; ref number"',
          'Divide the parts by semicolons.',
        ),
      );
      return [];
    }
    return [
      {
        on,
        to,
        by: by.replace(/^by /, ''),
        ...optional('reference', reference?.replace(/^ref /, '') || undefined),
      },
    ];
  });
}

function bad(column: Column, what: string, cure: string): Problem {
  return { code: 'field_invalid', field: column, message: `${column} ${what}`, cure };
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  const part: { [P in K]?: V } = {};
  if (value !== undefined) part[key] = value;
  return part;
}
