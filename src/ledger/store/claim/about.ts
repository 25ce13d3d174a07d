import type { StoreContext } from '../context.ts';
import { type AboutRow, HELPLINE, SEALED_REFERENCES } from '../facts-rows.ts';
import { named } from '../named.ts';
import type { KeptRow } from './kept.ts';

type Helpline = AboutRow['helpline'];
type References = AboutRow['sealed_references'];

const HELPLINES = named(
  'helplines',
  `SELECT h.id, ${HELPLINE} AS helpline FROM redress.helplines h WHERE h.id = ANY($1::text[])`,
);
const REFERENCES = named(
  'references',
  `SELECT t.id, ${SEALED_REFERENCES} AS found FROM redress.takedowns t WHERE t.id = ANY($1::text[])`,
);

/** What the notices of claimed takedowns need beside them, by takedown: each helpline is read once for all. */
export async function readAbout(
  { pool }: StoreContext,
  kept: readonly KeptRow[],
): Promise<ReadonlyMap<string, AboutRow>> {
  if (kept.length === 0) return new Map();
  const rows = kept.map((one) => one.row);
  const quoting = kept.filter(mayQuote).map((one) => one.row.id);
  const [helplines, references] = await Promise.all([
    pool.query<{ readonly id: string; readonly helpline: Helpline }>({
      ...HELPLINES,
      values: [[...new Set(rows.map((row) => row.helpline_id))]],
    }),
    quoting.length === 0
      ? undefined
      : pool.query<{ readonly id: string; readonly found: References }>({ ...REFERENCES, values: [quoting] }),
  ]);
  const helplineOf = new Map(helplines.rows.map((one) => [one.id, one.helpline]));
  const referencesOf = new Map(references?.rows.map((one) => [one.id, one.found]));
  return new Map(
    rows.flatMap((row) => {
      const helpline = helplineOf.get(row.helpline_id);
      if (helpline === undefined) return [];
      return [[row.id, { helpline, sealed_references: referencesOf.get(row.id) ?? [] }]];
    }),
  );
}

/** All but the first try of the first notice: references come from tries, and from people and answers after them. */
function mayQuote({ job, row: { state } }: KeptRow): boolean {
  const [first, ...others] = state.sends;
  const isFirst = first?.key === job.id && first.tries === 1 && others.length === 0;
  return !isFirst || state.task !== undefined || state.endedTasks.length > 0;
}
