import type { World } from '../../../src/decide/world.ts';
import type { Intent } from '../../../src/domain/decision.ts';
import type { Delivery } from '../../../src/domain/delivery.ts';
import type { EventOf, TakedownEvent } from '../../../src/domain/event.ts';
import { born, fold } from '../../../src/domain/fold.ts';
import type { OpenTask, Takedown } from '../../../src/domain/takedown.ts';
import { DAY, type Instant } from '../../../src/domain/time.ts';
import type { Verdict } from '../../../src/domain/verdict.ts';
import { advance } from '../../../src/flow/advance.ts';

export const START: Instant = Date.UTC(2026, 10, 23, 2, 0, 0);

/** How the world outside answers in one life. Hours count from the request. */
export interface Script {
  readonly request?: Partial<EventOf<'requested'>>;
  readonly deliver?: (intent: Intent, hours: number) => Delivery | 'lost';
  readonly look?: (hours: number, cycle: number) => Verdict | 'fails';
  readonly poll?: (hours: number) => TakedownEvent | undefined;
  /** What a person does with a task: events, without `task_ended`, and how it ended. Undefined: nobody comes. */
  readonly person?: (
    task: OpenTask,
    hours: number,
  ) => { result: 'done' | 'failed'; after?: number; events?: TakedownEvent[] } | undefined;
  /** Things that happen by themselves at an hour; undefined: not to a takedown as it stands then. */
  readonly happens?: readonly {
    readonly at: number;
    readonly event: (now: Instant, takedown: Takedown) => TakedownEvent | undefined;
  }[];
  readonly days?: number;
}

export interface Life {
  readonly takedown: Takedown;
  readonly events: readonly TakedownEvent[];
  /** What was really sent: desk, try and hour, e.g. `site/api#1 @0`. */
  readonly sent: readonly string[];
  readonly keys: readonly string[];
  /** What it waits for at the end: `ended`, `person`, `paused`, or `time` when the days were over. */
  readonly rests: string;
}

export const OK: Delivery = { result: 'sent', code: 'ok', hasReference: true };

/** Lives a takedown through by moving the clock by hand to the next thing that is due. */
export function live(world: World, script: Script): Life {
  let now = START;
  const hours = (): number => (now - START) / 3_600_000;
  const requested: EventOf<'requested'> = {
    type: 'requested',
    at: now,
    by: 'test',
    platform: 'site',
    host: 'site.example',
    ageInImage: 'adult',
    regimes: ['two-days'],
    countries: ['US'],
    locations: ['page'],
    statuses: [],
    ...script.request,
  };
  const events: TakedownEvent[] = [];
  const sent: string[] = [];
  const keys: string[] = [];
  const happenings = [...(script.happens ?? [])].sort((a, b) => a.at - b.at);
  let tasks = 0;
  let takedown = born('td_1', requested);
  const step = (more: readonly TakedownEvent[], newborn = false) => {
    const done = advance(
      takedown,
      more.map((event) => ({ event })),
      world,
      now,
      () => `task_${++tasks}`,
      newborn,
    );
    takedown = done.change.state;
    events.push(...done.change.events.map((recorded) => recorded.event));
    return done.decision;
  };
  let decision = step([requested], true);
  const end = START + (script.days ?? 400) * DAY;
  for (let turn = 0; turn < 2_000; turn++) {
    const due = decision.do === 'wait' ? decision.until : 'at' in decision ? decision.at : null;
    const coming = happenings[0];
    if (
      coming !== undefined &&
      START + coming.at * 3_600_000 <= Math.max(now, due ?? Number.POSITIVE_INFINITY)
    ) {
      happenings.shift();
      now = Math.max(now, START + coming.at * 3_600_000);
      const event = coming.event(now, takedown);
      if (event !== undefined) decision = step([event]);
      continue;
    }
    if (takedown.task !== undefined) {
      const task = takedown.task;
      const act = script.person?.(task, hours());
      if (act !== undefined && (due === null || task.openedAt + (act.after ?? 0) <= due)) {
        now = Math.max(now, task.openedAt + (act.after ?? 0));
        decision = step([
          ...(act.events ?? []),
          {
            type: 'task_ended',
            at: now,
            taskId: task.id,
            result: act.result,
            by: 'person',
            hasReference: false,
          },
        ]);
        continue;
      }
    }
    if (due === null)
      return {
        takedown: check(takedown, events),
        events,
        sent,
        keys,
        rests: takedown.pausedAt !== undefined ? 'paused' : takedown.task ? 'person' : 'ended',
      };
    if (due > end)
      return {
        takedown: check(takedown, events),
        events,
        sent,
        keys,
        rests: takedown.task ? 'person' : 'time',
      };
    now = Math.max(now, due);
    if (decision.do === 'send') {
      const { key } = decision;
      if (takedown.sends.some((send) => send.delivery === undefined && send.key === key))
        throw new Error('sent twice under one key');
      const { do: _, at: __, ...intent } = decision;
      step([{ type: 'intended', at: now, ...intent }]);
      sent.push(`${intent.recipient}/${intent.channel}#${intent.try} @${Math.round(hours() * 10) / 10}`);
      keys.push(intent.key);
      const delivery = script.deliver?.(intent, hours()) ?? OK;
      decision = step([
        {
          type: 'settled',
          at: now,
          key: intent.key,
          delivery: delivery === 'lost' ? { result: 'unknown', code: 'lost' } : delivery,
        },
      ]);
    } else if (decision.do === 'check') {
      const verdict = script.look?.(hours(), takedown.cycle) ?? 'live';
      decision = step([
        verdict === 'fails'
          ? { type: 'check_failed', at: now, purpose: decision.purpose, code: 'test' }
          : {
              type: 'checked',
              at: now,
              purpose: decision.purpose,
              by: 'redress',
              found: [{ verdict, signal: 'test' }],
            },
      ]);
    } else if (decision.do === 'poll') {
      const reply = script.poll?.(hours());
      decision = step([
        { type: 'polled', at: now, noticeKey: decision.noticeKey, code: 'ok' },
        ...(reply === undefined
          ? []
          : [{ ...reply, at: now, noticeKey: decision.noticeKey } as TakedownEvent]),
      ]);
    } else {
      decision = step([]);
    }
  }
  throw new Error(`no end: ${JSON.stringify(decision)} after ${JSON.stringify(events.slice(-12))}`);
}

/** The folded events must give the very state that was carried along. */
function check(takedown: Takedown, events: readonly TakedownEvent[]): Takedown {
  if (JSON.stringify(fold(takedown.id, events)) !== JSON.stringify(takedown))
    throw new Error('state differs from its events');
  return takedown;
}
