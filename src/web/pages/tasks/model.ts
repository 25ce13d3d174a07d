import { TASK_KINDS, type TaskKind } from '../../../domain/event.ts';
import type { Instant } from '../../../domain/time.ts';
import type { Desk } from '../../../http/desk.ts';
import type { ListedTask } from '../../../ledger/views/tasks.ts';
import type { Texts } from '../../i18n/texts.ts';
import { namesIn } from '../takedown/tell.ts';
import { whoIs } from '../takedown/who-is.ts';

/** A task in a list. */
export interface TaskLine {
  readonly id: string;
  readonly kind: TaskKind;
  readonly host: string;
  readonly platform: string | undefined;
  readonly takedownId: string;
  readonly caseId: string;
  readonly caseReference: string;
  /** To whom, and by which way, for one that is about a notice. */
  readonly to: string | undefined;
  readonly way: string | undefined;
  readonly openedAt: Instant;
  readonly dueAt: Instant | null;
  readonly status: ListedTask['status'];
  /** Who has it now. */
  readonly taken: { readonly by: string; readonly mine: boolean; readonly until: Instant } | undefined;
  readonly givenTo: string | undefined;
}

/** Makes lines of tasks: names of recipients and of people are looked up once for all. */
export async function taskLines(
  desk: Desk,
  tasks: readonly ListedTask[],
  t: Texts,
): Promise<readonly TaskLine[]> {
  const now = desk.deps.clock.now();
  const names = namesIn(desk.deps.catalog);
  const owner = tasks[0]?.helplineId;
  const mine = desk.caller.kind === 'helpline' ? desk.caller.helplineId : owner;
  const person = mine === undefined ? (by: string) => by : await whoIs(desk, mine, t);
  return tasks.map((one): TaskLine => {
    const { recipient, channel, claimedBy, claimedUntil } = one;
    const taken = one.status === 'open' && claimedBy !== null && (claimedUntil ?? 0) > now;
    return {
      id: one.id,
      kind: kindOf(one.kind),
      host: one.host,
      platform: one.platform === null ? undefined : names.recipient(one.platform),
      takedownId: one.takedownId,
      caseId: one.caseId,
      caseReference: one.caseReference,
      to: recipient === null ? undefined : names.recipient(recipient),
      way: recipient === null || channel === null ? undefined : names.channel(recipient, channel),
      openedAt: one.openedAt,
      dueAt: one.dueAt,
      status: one.status,
      taken: taken
        ? { by: person(claimedBy), mine: claimedBy === desk.caller.tokenId, until: claimedUntil ?? now }
        : undefined,
      givenTo: one.assignedTo === null ? undefined : person(one.assignedTo),
    };
  });
}

function kindOf(text: string): TaskKind {
  const kind = TASK_KINDS.find((one) => one === text);
  if (kind === undefined) throw new Error('a task of a kind that there is not');
  return kind;
}
