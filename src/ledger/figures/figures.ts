import type { Pool } from 'pg';
import type {
  Activity,
  CurvePoint,
  Figure,
  RecipientStatistics,
  Totals,
} from '../../domain/statistics/figures.ts';
import type { Scope } from '../../flow/caller.ts';
import type { Figures } from '../../flow/figures.ts';
import { recipientKind } from './differences.ts';
import { scopeName } from './scope.ts';

const ONE = `
SELECT as_of AS "asOf", data, detail FROM redress.figures
WHERE helpline_id = $1 AND kind = $2 AND key = $3 AND data IS NOT NULL`;
const ALL_OF_KIND = `
SELECT as_of AS "asOf", data FROM redress.figures
WHERE helpline_id = $1 AND kind = $2 AND data IS NOT NULL ORDER BY key`;

/** See the contract, `Figures`. The pool is the scope's: row-level security shows a helpline its own figures alone. */
export function makeFigures(pool: Pool, of: Scope): Figures {
  const scope = scopeName(of);
  const one = async <T, D = null>(kind: string, key = ''): Promise<(Figure<T> & { detail: D }) | undefined> =>
    (await pool.query<Figure<T> & { detail: D }>(ONE, [scope, kind, key])).rows[0];
  const plain = async <T>(kind: string): Promise<Figure<T> | undefined> => {
    const found = await one<T>(kind);
    return found === undefined ? undefined : { asOf: found.asOf, data: found.data };
  };
  return {
    totals: () => plain<Totals>('totals'),
    activity: () => plain<Activity>('activity'),
    recipient: async (id, period) => {
      const found = await one<RecipientStatistics, readonly CurvePoint[] | null>(recipientKind(period), id);
      if (found === undefined || found.data.notices === 0) return undefined;
      return { asOf: found.asOf, data: { ...found.data, curve: found.detail ?? [] } };
    },
    recipients: async (period) => {
      const found = await pool.query<Figure<RecipientStatistics>>(ALL_OF_KIND, [
        scope,
        recipientKind(period),
      ]);
      return found.rows.filter(({ data }) => data.notices > 0);
    },
  };
}
