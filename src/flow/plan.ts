import { rungEnd } from '../decide/answer.ts';
import { strictestClock } from '../decide/deadline.ts';
import { lastDelivered } from '../decide/history.ts';
import type { World } from '../decide/world.ts';
import type { Decision } from '../domain/decision.ts';
import { describeOutcome } from '../domain/outcome.ts';
import type { Takedown } from '../domain/takedown.ts';
import type { Instant } from '../domain/time.ts';
import type { Plan, Status } from './ledger.ts';
import type { EffectKind } from './ports.ts';

/** What is stored on a takedown's row about a decision. */
export function planOf(takedown: Takedown, decision: Decision, world: World, now: Instant): Plan {
  const clock = takedown.closedAt === undefined ? strictestClock(takedown, world, now) : null;
  const desk = decision.do === 'send' || decision.do === 'poll' ? decision : null;
  return {
    status: statusOf(takedown, decision, now),
    dueAt: dueAt(decision),
    effect: effectOf(decision, world),
    recipient: desk?.recipient ?? (decision.do === 'check' ? (takedown.platform ?? takedown.host) : null),
    channel: desk?.channel ?? null,
    deadlineAt: clock?.at ?? null,
    next: describe(takedown, decision, world, now),
  };
}

/** The queue in which a decision's effect runs; null when there is none. */
export function effectOf(decision: Decision, world: World): EffectKind | null {
  if (decision.do === 'check') return 'check';
  if (decision.do === 'poll') return 'api';
  if (decision.do !== 'send') return null;
  const kind = world.recipients.get(decision.recipient)?.channels[decision.channel]?.kind;
  if (kind === undefined || kind === 'assisted') return null;
  return kind;
}

function statusOf(takedown: Takedown, decision: Decision, now: Instant): Status {
  if (takedown.closedAt !== undefined) return 'ended';
  if (takedown.pausedAt !== undefined) return 'paused';
  if (takedown.task !== undefined) return 'person';
  if (decision.do === 'wait') return 'waiting';
  return (dueAt(decision) ?? now) <= now ? 'queued' : 'waiting';
}

/** A wait with an end is due at its end: then `decide` is asked again, without an effect. */
function dueAt(decision: Decision): Instant | null {
  switch (decision.do) {
    case 'send':
    case 'check':
    case 'poll':
      return decision.at;
    case 'wait':
      return decision.until;
    default:
      return null;
  }
}

function describe(takedown: Takedown, decision: Decision, world: World, now: Instant): string {
  if (takedown.outcome !== undefined) {
    const ended = describeOutcome(takedown.outcome);
    return decision.do === 'check' ? `${ended}; watching for its return` : ended;
  }
  if (takedown.pausedAt !== undefined) return 'paused: nothing is sent or looked at';
  if (takedown.task !== undefined) return `a person: ${takedown.task.kind} (${takedown.task.reason})`;
  switch (decision.do) {
    case 'send':
      return decision.try > 1
        ? `try again: ${decision.recipient}/${decision.channel}`
        : `notify ${decision.recipient} by ${decision.channel}`;
    case 'poll':
      return `ask ${decision.recipient} for the state of the report`;
    case 'check':
      return CHECKS[decision.purpose] + nextRungHint(takedown, world, now);
    case 'wait':
      return `wait: ${decision.why}`;
    default:
      return '';
  }
}

const CHECKS = {
  precheck: 'look whether it is there',
  follow_up: 'look whether it is gone',
  confirm: 'look a second time',
  watch: 'look whether it came back',
} as const;

function nextRungHint(takedown: Takedown, world: World, now: Instant): string {
  const sent = lastDelivered(takedown);
  if (sent === undefined) return '';
  return `; next step at ${new Date(rungEnd(takedown, world, now, sent)).toISOString()}`;
}
