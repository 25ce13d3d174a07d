import type { PoolClient } from 'pg';
import type { RecipientFigure } from '../../domain/statistics/figures.ts';
import { type Period, spanOf } from '../../domain/statistics/period.ts';
import { RESOLUTION, statisticsOf } from '../../domain/statistics/recipient.ts';
import type { Instant } from '../../domain/time.ts';
import { COUNTED, type CountedRow } from './recipient-sql.ts';
import { ALL } from './scope.ts';

/** The statistics of a recipient and period, of one helpline or all, from the notices that reached it. */
export async function recipientFigure(
  client: PoolClient,
  scope: string,
  recipient: string,
  period: Period,
  now: Instant,
): Promise<RecipientFigure> {
  const span = spanOf(period, now);
  const values = [recipient, span.from, span.to, now, ...(scope === ALL ? [] : [scope])];
  const [row] = (await client.query<CountedRow>(COUNTED(scope !== ALL), values)).rows;
  if (row === undefined) throw new Error('an aggregate answers one row');
  return statisticsOf(recipient, period, span, {
    ...row,
    removal: { risks: row.removal.map(riskOf), lastTime: row.lastRemoval * RESOLUTION },
    receipt: { risks: row.receipt.map(riskOf), lastTime: row.lastReceipt * RESOLUTION },
    watched: row.still.map((still, index) => ({ still, before: row.before[index] ?? 0 })),
  });
}

function riskOf([time, events, atRisk]: readonly [number, number, number]) {
  return { time: time * RESOLUTION, events, atRisk };
}
