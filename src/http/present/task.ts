import { TASK_KINDS } from '../../domain/event.ts';
import type { Instant } from '../../domain/time.ts';
import type { ListedTask } from '../../ledger/views/tasks.ts';
import type { Task } from '../../wire/task.ts';
import { moment, momentOrNull } from './times.ts';

export function wireTask(one: ListedTask, now: Instant): Task {
  const claimed = one.status === 'open' && (one.claimedUntil ?? 0) > now;
  return {
    id: one.id,
    takedownId: one.takedownId,
    caseId: one.caseId,
    caseReference: one.caseReference === '' ? null : one.caseReference,
    helplineId: one.helplineId,
    platform: one.platform,
    host: one.host,
    kind: kindOf(one.kind),
    reason: one.reason,
    recipient: one.recipient,
    channel: one.channel,
    status: one.status,
    openedAt: moment(one.openedAt),
    dueAt: momentOrNull(one.dueAt),
    endedAt: momentOrNull(one.endedAt),
    endedBy: one.endedBy,
    claimedBy: claimed ? one.claimedBy : null,
    claimedUntil: claimed ? momentOrNull(one.claimedUntil) : null,
    assignedTo: one.assignedTo,
    assignedBy: one.assignedBy,
    assignedAt: momentOrNull(one.assignedAt),
  };
}

function kindOf(text: string): Task['kind'] {
  const kind = TASK_KINDS.find((one) => one === text);
  if (kind === undefined) throw new Error('a task of a kind that there is not');
  return kind;
}
