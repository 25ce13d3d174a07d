import type { FaultRow } from './rows.ts';

const HEAD = [
  'fault',
  'takedowns',
  'lost',
  'e-mails repeated (same Message-ID)',
  'API calls repeated (same key)',
  'doubled: e-mail',
  'API',
  'form',
  'notes',
];

/** The rows as Markdown. */
export function faultTable(rows: readonly FaultRow[]): string {
  const lines = rows.map((row) => [
    row.fault,
    row.takedowns,
    row.lost,
    row.emailsRepeated,
    row.apiRepeated,
    row.doubled.email,
    row.doubled.api,
    row.doubled.form,
    row.notes,
  ]);
  const marks = HEAD.map((_, column) => (column === 0 || column === HEAD.length - 1 ? '---' : '--:'));
  return `${[HEAD, marks, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}
