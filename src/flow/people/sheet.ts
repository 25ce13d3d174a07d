import { matchUrl } from '../../catalog/match/match-url.ts';
import { handoverText } from '../../catalog/render/handover.ts';
import { deskOf } from '../../decide/world.ts';
import type { TaskKind } from '../../domain/event.ts';
import type { FlowDeps } from '../deps.ts';
import type { Stored } from '../ledger.ts';
import { noticeView, viewFacts } from '../view.ts';

/** What a person needs to do a task: red. */
export interface TaskSheet {
  readonly kind: TaskKind;
  readonly ask: string;
  /** Where the image is. */
  readonly urls: readonly string[];
  /** The prepared text, its address or form, and what to watch out for. */
  readonly text?: string | undefined;
  readonly link?: string | undefined;
  readonly checklist: readonly string[];
}

const ASKS: Readonly<Record<TaskKind, string>> = {
  send_by_hand: 'Send this notice yourself, then record it with its reference.',
  find_platform: 'Find out which platform or host this is, or where it takes reports.',
  find_receipt: 'The notice may or may not have arrived. Look for a receipt before anything is sent again.',
  look_by_hand:
    'Redress cannot see whether it is still there. Look at the page (not at the image) and record what you found.',
  answer_recipient: 'The recipient asks for more. Answer it, then record that you did.',
};

/**
 * The sheet of the task that a takedown waits for, made from the notice as it is now. Undefined when it has no open
 * task or its red data is gone.
 */
export async function taskSheet(deps: FlowDeps, stored: Stored): Promise<TaskSheet | undefined> {
  const { task, sends } = stored.takedown;
  if (task === undefined) return undefined;
  const known = await deps.ledger.facts(stored.takedown.id);
  const facts = known === undefined ? undefined : viewFacts(deps, known, task.noticeKey);
  if (facts === undefined) return undefined;
  const urls = facts.notice.locations.map((location) => location.url);
  const send = sends.find((one) => one.noticeKey === task.noticeKey);
  const recipient = send === undefined ? undefined : deps.catalog.recipients.get(send.recipient);
  if (send === undefined || recipient === undefined) {
    return { kind: task.kind, ask: ASKS[task.kind], urls, checklist: hints(deps, stored, urls) };
  }
  const world = await deps.worlds.current();
  const view = noticeView(facts, send.recipient, deps.catalog, world);
  const prepared = handoverText(recipient, send.channel, view, deps.catalog);
  const real = world.mode === 'sandbox' && !world.verified.has(deskOf(send.recipient, send.channel));
  const checklist = real ? [SANDBOX_WARNING, ...prepared.checklist] : prepared.checklist;
  return { kind: task.kind, ask: ASKS[task.kind], urls, ...prepared, checklist };
}

const SANDBOX_WARNING =
  'This is the sandbox, and this is a real recipient: do not send it. Record done or fail only to practise.';

function hints(deps: FlowDeps, stored: Stored, urls: readonly string[]): readonly string[] {
  if (stored.takedown.task?.kind === 'look_by_hand') {
    return [
      'Do not download, copy or screenshot the image.',
      'Record gone only if the page itself is gone for everybody.',
    ];
  }
  const likely = urls[0] === undefined ? null : matchUrl(urls[0], deps.catalog);
  return [
    ...(likely?.certainty === 'instance'
      ? [`Its address looks like ${likely.recipient.name} (${likely.recipient.id}): confirm it.`]
      : []),
    'Record the platform with --platform ID (redress platforms list), or fail the task if there is no way in.',
  ];
}
