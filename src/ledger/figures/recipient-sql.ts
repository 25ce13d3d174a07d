import type { NoticeEnd } from '../../domain/statistics/notices.ts';
import { type Counted, MARKS, RESOLUTION } from '../../domain/statistics/recipient.ts';

/** Times in whole minutes; a pair or triple for each moment at which something happened. */
export interface CountedRow extends Omit<Counted, 'removal' | 'receipt' | 'watched'> {
  /** Time, events, at risk. */
  readonly removal: readonly (readonly [number, number, number])[];
  readonly receipt: readonly (readonly [number, number, number])[];
  readonly lastRemoval: number;
  readonly lastReceipt: number;
  readonly still: readonly number[];
  readonly before: readonly number[];
}

const GONE = `ended IN ('removed', 'delisted')`;
const minutes = (until: string): string =>
  `greatest(0, ceil((${until} - n.reached_at) / ${RESOLUTION}.0))::integer`;
const ends = ['removed', 'delisted', 'refused', 'restricted', 'not_removed', 'lost'] satisfies NoticeEnd[];
const risks = (time: string, event: string): string => `
  SELECT coalesce(json_agg(json_build_array(t, d, n) ORDER BY t), '[]') FROM (
    SELECT ${time} AS t, count(*) FILTER (WHERE ${event}) AS d, sum(count(*)) OVER (ORDER BY ${time} DESC) AS n
    FROM f GROUP BY ${time}) r WHERE d > 0`;
const marks = MARKS.map((mark) => mark / RESOLUTION);

/**
 * Parameters: recipient, from, to, now, and the helpline if it is one's. At risk at a moment is who is watched until then or
 * longer; the database sums up, so that as many rows leave it as there were moments of events.
 */
export const COUNTED = (ofHelpline: boolean): string => `
WITH f AS MATERIALIZED (
  SELECT n.ended, n.reason, n.receipt_at, n.deadline_at, n.stopped_at, n.pushed_back, n.returned,
    ${minutes('coalesce(n.stopped_at, $4::bigint)')} AS watched,
    ${minutes('coalesce(n.receipt_at, n.stopped_at, $4::bigint)')} AS unheard
  FROM redress.notice_facts n
  WHERE n.recipient = $1 AND n.reached_at >= $2 AND n.reached_at < $3 ${ofHelpline ? 'AND n.helpline_id = $5' : ''}
)
SELECT count(*) AS notices,
  json_build_object('open', count(*) FILTER (WHERE ended IS NULL), ${ends
    .map((end) => `'${end}', count(*) FILTER (WHERE ended = '${end}')`)
    .join(', ')}) AS ends,
  coalesce((SELECT json_object_agg(reason, n) FROM (
    SELECT reason, count(*) AS n FROM f WHERE reason IS NOT NULL GROUP BY reason) r), '{}') AS reasons,
  count(receipt_at) AS answered,
  count(*) FILTER (WHERE pushed_back) AS "pushedBack",
  count(*) FILTER (WHERE returned) AS returned,
  count(*) FILTER (WHERE ${DUE()}) AS due,
  count(*) FILTER (WHERE ${DUE()} AND ended = 'removed' AND stopped_at <= deadline_at) AS "inTime",
  count(*) FILTER (WHERE deadline_at > $4) AS "deadlineAhead",
  coalesce(max(watched), 0) AS "lastRemoval", coalesce(max(unheard), 0) AS "lastReceipt",
  json_build_array(${marks.map((mark) => `count(*) FILTER (WHERE watched >= ${mark})`).join(', ')}) AS still,
  json_build_array(${marks
    .map((mark) => `count(*) FILTER (WHERE ${GONE} AND watched < ${mark})`)
    .join(', ')}) AS before,
  (${risks('watched', GONE)}) AS removal,
  (${risks('unheard', 'receipt_at IS NOT NULL')}) AS receipt
FROM f`;

/** Its deadline has passed, and it was watched until then: early removals count once the others could have come late. */
function DUE(): string {
  return `deadline_at <= $4 AND NOT (ended <> 'removed' AND stopped_at IS NOT NULL AND stopped_at < deadline_at)`;
}
