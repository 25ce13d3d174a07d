import type { HelplineId, TakedownId } from '../../domain/ids.ts';
import type { Milestones } from '../../domain/statistics/milestones.ts';
import type { NoticeFact } from '../../domain/statistics/notices.ts';

/** A takedown's milestones as they are stored, with whose they are. */
export interface StoredMilestones extends Pick<Milestones, 'version' | 'outcome' | 'removals' | 'notices'> {
  readonly id: TakedownId;
}

/** What was stored of these takedowns. Parameter: their ids. */
export const READ = `
SELECT m.takedown_id AS id, m.version, m.outcome, to_json(m.removals) AS removals, coalesce((
  SELECT json_agg(json_build_object('cycle', n.cycle, 'recipient', n.recipient, 'channel', n.channel,
    'reachedAt', n.reached_at, 'receiptAt', n.receipt_at, 'deadlineAt', n.deadline_at, 'end', n.ended,
    'stoppedAt', n.stopped_at, 'reason', n.reason, 'pushedBack', n.pushed_back, 'returned', n.returned))
  FROM redress.notice_facts n WHERE n.takedown_id = m.takedown_id), '[]') AS notices
FROM redress.milestones m WHERE m.takedown_id = ANY($1::text[])`;

/** Parameter: rows as JSON. */
export const WRITE_MILESTONES = `
INSERT INTO redress.milestones AS m (takedown_id, helpline_id, version, platform, requested_at, first_notice_at,
  first_receipt_at, removals, deadline_at, ended_at, outcome, reason, returns)
SELECT * FROM json_to_recordset($1::json) AS x(takedown_id text, helpline_id text, version integer, platform text,
  requested_at bigint, first_notice_at bigint, first_receipt_at bigint, removals bigint[], deadline_at bigint,
  ended_at bigint, outcome text, reason text, returns integer)
ON CONFLICT (takedown_id) DO UPDATE SET version = excluded.version, platform = excluded.platform,
  first_notice_at = excluded.first_notice_at, first_receipt_at = excluded.first_receipt_at,
  removals = excluded.removals, deadline_at = excluded.deadline_at, ended_at = excluded.ended_at,
  outcome = excluded.outcome, reason = excluded.reason, returns = excluded.returns`;

/** Parameter: rows as JSON. */
export const WRITE_NOTICES = `
INSERT INTO redress.notice_facts AS n (takedown_id, cycle, recipient, helpline_id, channel, reached_at, receipt_at,
  deadline_at, ended, stopped_at, reason, pushed_back, returned)
SELECT * FROM json_to_recordset($1::json) AS x(takedown_id text, cycle integer, recipient text, helpline_id text,
  channel text, reached_at bigint, receipt_at bigint, deadline_at bigint, ended text, stopped_at bigint, reason text,
  pushed_back boolean, returned boolean)
ON CONFLICT (takedown_id, cycle, recipient) DO UPDATE SET channel = excluded.channel,
  reached_at = excluded.reached_at, receipt_at = excluded.receipt_at, deadline_at = excluded.deadline_at,
  ended = excluded.ended, stopped_at = excluded.stopped_at, reason = excluded.reason,
  pushed_back = excluded.pushed_back, returned = excluded.returned`;

/** Parameter: takedown, cycle and recipient of each, as JSON. */
export const DELETE_NOTICES = `
DELETE FROM redress.notice_facts n USING json_to_recordset($1::json) AS x(takedown_id text, cycle integer, recipient text)
WHERE n.takedown_id = x.takedown_id AND n.cycle = x.cycle AND n.recipient = x.recipient`;

export function milestonesRow(helpline: HelplineId, of: Milestones): Readonly<Record<string, unknown>> {
  return {
    takedown_id: of.id,
    helpline_id: helpline,
    version: of.version,
    platform: of.platform,
    requested_at: of.requestedAt,
    first_notice_at: of.firstNoticeAt,
    first_receipt_at: of.firstReceiptAt,
    removals: of.removals,
    deadline_at: of.deadlineAt,
    ended_at: of.endedAt,
    outcome: of.outcome,
    reason: of.reason,
    returns: of.returns,
  };
}

export function noticeRow(
  id: TakedownId,
  helpline: HelplineId,
  of: NoticeFact,
): Readonly<Record<string, unknown>> {
  return {
    takedown_id: id,
    helpline_id: helpline,
    cycle: of.cycle,
    recipient: of.recipient,
    channel: of.channel,
    reached_at: of.reachedAt,
    receipt_at: of.receiptAt,
    deadline_at: of.deadlineAt,
    ended: of.end,
    stopped_at: of.stoppedAt,
    reason: of.reason,
    pushed_back: of.pushedBack,
    returned: of.returned,
  };
}
