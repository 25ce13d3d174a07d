/** A cell: a number, a text, or nothing. */
export type Cell = string | number | null;

/**
 * A CSV file (RFC 4180) of a header and rows. A text that a spreadsheet would take for a formula gets an apostrophe before
 * it (OWASP, "CSV Injection"); numbers are left alone.
 */
export function csvText(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r\n|%]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
