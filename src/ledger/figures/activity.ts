import type { PoolClient } from 'pg';
import type { Activity, Happened } from '../../domain/statistics/figures.ts';
import { DAY, HOUR, type Instant } from '../../domain/time.ts';
import { hourOf } from './differences.ts';

const HOURS = 72;
const DAYS = 90;

const HAPPENED = `
SELECT bucket, measure, n FROM redress.tallies
WHERE helpline_id = $1 AND measure = ANY('{notices,removals}') AND bucket >= $2 ORDER BY bucket`;

interface Row {
  readonly bucket: string;
  readonly measure: 'notices' | 'removals';
  readonly n: number;
}

/** Notices and removals of the last hours and days, those without any among them. */
export async function activity(client: PoolClient, scope: string, now: Instant): Promise<Activity> {
  const today = now - (now % DAY);
  const firstDay = today - (DAYS - 1) * DAY;
  const { rows } = await client.query<Row>(HAPPENED, [scope, hourOf(firstDay)]);
  const thisHour = now - (now % HOUR);
  return {
    hours: stretches(rows, thisHour - (HOURS - 1) * HOUR, HOURS, HOUR),
    days: stretches(rows, firstDay, DAYS, DAY),
  };
}

function stretches(rows: readonly Row[], from: Instant, count: number, length: number): readonly Happened[] {
  const all = Array.from({ length: count }, (_, index) => ({
    at: from + index * length,
    notices: 0,
    removals: 0,
  }));
  for (const { bucket, measure, n } of rows) {
    const one = all[Math.floor((Date.parse(`${bucket}:00Z`) - from) / length)];
    if (one !== undefined) one[measure] += n;
  }
  return all;
}
