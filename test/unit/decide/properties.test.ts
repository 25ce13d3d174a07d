import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  rungNow,
  whyNotEscalate,
  whyNotPause,
  whyNotRetry,
  whyNotUnpause,
} from '../../../src/decide/acts.ts';
import type { Delivery } from '../../../src/domain/delivery.ts';
import type { TakedownEvent } from '../../../src/domain/event.ts';
import { REFUSAL_REASONS } from '../../../src/domain/outcome.ts';
import type { OpenTask, Takedown } from '../../../src/domain/takedown.ts';
import { VERDICTS } from '../../../src/domain/verdict.ts';
import { type Life, live, type Script } from './life.ts';
import { testWorld } from './world.ts';

/** Mutation testing lives through each property many times over, and asks for fewer lives. */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 400);

const delivery: fc.Arbitrary<Delivery | 'lost'> = fc.oneof(
  fc.constant<Delivery>({ result: 'sent', code: 'ok', hasReference: true }),
  fc.constant<Delivery>({ result: 'sent', code: 'ok', hasReference: false }),
  fc.record({
    result: fc.constant('retry' as const),
    code: fc.constant('http_503'),
    retryAfter: fc.nat(86_400_000),
  }),
  fc.constant<Delivery>({ result: 'failed', code: 'smtp_550' }),
  fc.record({
    result: fc.constant('refused' as const),
    code: fc.constant('no'),
    reason: fc.constantFrom(...REFUSAL_REASONS),
  }),
  fc.constant<Delivery>({ result: 'says_gone', code: 'ok', hasReference: false }),
  fc
    .constantFrom('captcha' as const, 'login' as const, 'drift' as const, 'missing_field' as const)
    .map((reason): Delivery => ({ result: 'handover', code: reason, reason })),
  fc.constant('lost' as const),
);
const verdict = fc.oneof(fc.constantFrom(...VERDICTS), fc.constant('fails' as const));
const person = fc.option(
  fc.record({
    result: fc.constantFrom('done' as const, 'failed' as const),
    after: fc.nat(200 * 3_600_000),
    verdict: fc.constantFrom(...VERDICTS),
  }),
  {
    nil: undefined,
  },
);
const replies = fc.constantFrom(
  'receipt',
  'in_review',
  'says_gone',
  'refused',
  'needs_more',
  'restricted',
  'none',
);

const WORLD = testWorld();

/** What a person asks for, where it may be asked for. */
const acts = {
  retry: (now: number, takedown: Takedown): TakedownEvent | undefined =>
    whyNotRetry(takedown, WORLD, now) === undefined ? { type: 'retried', at: now, ...ASKED } : undefined,
  pause: (now: number, takedown: Takedown): TakedownEvent | undefined =>
    whyNotPause(takedown) === undefined ? { type: 'paused', at: now, ...ASKED } : undefined,
  unpause: (now: number, takedown: Takedown): TakedownEvent | undefined =>
    whyNotUnpause(takedown) === undefined ? { type: 'unpaused', at: now, ...ASKED } : undefined,
  escalate: (now: number, takedown: Takedown): TakedownEvent | undefined =>
    whyNotEscalate(takedown, WORLD, now) === undefined
      ? { type: 'escalated', at: now, rung: rungNow(takedown) ?? 0, ...ASKED }
      : undefined,
} as const;
const ASKED = { by: 'ops', why: 'other' } as const;
const asked = fc.record({
  at: fc.double({ min: 0, max: 400, noNaN: true }),
  act: fc.constantFrom(...(['retry', 'pause', 'unpause', 'unpause', 'escalate'] as const)),
});

/** The world outside as endless lists of answers, used one after the other. */
const scripts: fc.Arbitrary<() => Script> = fc
  .record({
    platform: fc.constantFrom('site', 'formonly', 'finder', 'mute', null),
    deliveries: fc.array(delivery, { minLength: 1, maxLength: 12 }),
    verdicts: fc.array(verdict, { minLength: 1, maxLength: 20 }),
    people: fc.array(person, { minLength: 1, maxLength: 8 }),
    replies: fc.array(replies, { minLength: 1, maxLength: 6 }),
    acts: fc.array(asked, { maxLength: 6 }),
    stop: fc.option(fc.record({ at: fc.nat(500), minor: fc.boolean() }), { nil: undefined }),
  })
  .map((parts) => (): Script => {
    const turn = { send: 0, look: 0, person: 0, poll: 0 };
    const at = <T>(list: readonly T[], index: number): T | undefined => list[index % list.length];
    return {
      days: 200,
      request: { platform: parts.platform },
      deliver: () => at(parts.deliveries, turn.send++) ?? 'lost',
      look: () => at(parts.verdicts, turn.look++) ?? 'live',
      poll: () => {
        const kind = at(parts.replies, turn.poll++);
        if (kind === undefined || kind === 'none') return undefined;
        return { type: 'replied', at: 0, noticeKey: '', kind, via: 'api', by: 'site' } as TakedownEvent;
      },
      person: (task: OpenTask) => {
        const act = at(parts.people, turn.person);
        if (act === undefined) return undefined;
        turn.person += 1;
        const look: TakedownEvent = {
          type: 'checked',
          at: task.openedAt,
          purpose: 'follow_up',
          by: 'person',
          found: [{ verdict: act.verdict, signal: 'person' }],
        };
        const set: TakedownEvent = {
          type: 'platform_set',
          at: task.openedAt,
          platform: 'site',
          regimes: [],
          by: 'person',
        };
        const events =
          act.result === 'failed'
            ? []
            : task.kind === 'look_by_hand'
              ? [look]
              : task.kind === 'find_platform'
                ? [set]
                : [];
        return { result: act.result, after: act.after, events };
      },
      happens: [
        ...parts.acts.map(({ at: hour, act }) => ({ at: hour, event: acts[act] })),
        ...(parts.stop === undefined
          ? []
          : [
              {
                at: parts.stop.at,
                event: (now: number): TakedownEvent =>
                  parts.stop?.minor
                    ? { type: 'age_changed', at: now, ageInImage: 'minor', by: 'helpline' }
                    : { type: 'withdrawn', at: now, by: 'helpline' },
              },
            ]),
      ],
    };
  });

const lives = (check: (life: Life) => void) =>
  fc.assert(
    fc.property(scripts, (script) => {
      check(live(WORLD, script()));
    }),
    { numRuns: RUNS },
  );

describe('whatever the world answers, a takedown', () => {
  it('ends in an outcome or in a wait with a name', () => {
    lives((life) => {
      expect(['ended', 'person', 'paused', 'time']).toContain(life.rests);
      if (life.rests === 'ended') expect(life.takedown.outcome).toBeDefined();
      if (life.rests === 'person') expect(life.takedown.task).toBeDefined();
    });
  });

  it('never uses one attempt key for two sends', () => {
    lives((life) => expect(new Set(life.keys).size).toBe(life.keys.length));
  });

  it('never sends the same notice to the same desk twice in a cycle, except to repeat a delivery that failed', () => {
    lives((life) => {
      const desks = life.takedown.sends.map((send) => `${send.cycle} ${send.recipient}/${send.channel}`);
      expect(new Set(desks).size).toBe(desks.length);
    });
  });

  it('sends nothing and looks at nothing once it is withdrawn or may show a minor', () => {
    lives((life) => {
      const stop = life.events.findIndex(
        (event) => event.type === 'withdrawn' || event.type === 'age_changed',
      );
      if (stop < 0) return;
      const after = life.events.slice(stop + 1).map((event) => event.type);
      expect(
        after.filter((type) => type === 'intended' || type === 'checked' || type === 'task_opened'),
      ).toEqual([]);
    });
  });

  it('calls itself removed or gone only after two agreeing looks apart in time', () => {
    lives((life) => {
      for (const [index, event] of life.events.entries()) {
        if (event.type !== 'closed' || !['removed', 'already_gone'].includes(event.outcome)) continue;
        const looks = life.events
          .slice(0, index)
          .filter((one) => one.type === 'checked')
          .slice(-2);
        expect(looks.map((look) => look.found[0]?.verdict)).toEqual(['gone', 'gone']);
      }
    });
  });

  it('does nothing while it is paused, and goes on afterwards', () => {
    lives((life) => {
      let paused = false;
      for (const event of life.events) {
        if (event.type === 'paused') paused = true;
        if (event.type === 'unpaused' || event.type === 'closed') paused = false;
        const done = event.type === 'checked' ? event.by : event.type;
        if (paused)
          expect(['intended', 'redress', 'check_failed', 'polled', 'task_opened']).not.toContain(done);
      }
      if (!paused) expect(life.rests).not.toBe('paused');
    });
  });

  it('climbs when it is asked to, and never back', () => {
    lives((life) => {
      for (const [index, event] of life.events.entries()) {
        if (event.type !== 'escalated') continue;
        const rest = life.events.slice(index + 1);
        const end = rest.findIndex((one) => one.type === 'closed');
        const sent = rest.slice(0, end < 0 ? undefined : end).filter((one) => one.type === 'intended');
        for (const one of sent) expect(one.rung).toBeGreaterThan(event.rung);
      }
    });
  });

  it('calls itself removed only when the agreeing looks are apart, however much somebody hurries', () => {
    lives((life) => {
      for (const [index, event] of life.events.entries()) {
        if (event.type !== 'closed' || event.outcome !== 'removed') continue;
        const looks = life.events.slice(0, index).filter((one) => one.type === 'checked');
        const run = looks.slice(looks.findLastIndex((one) => one.found[0]?.verdict !== 'gone') + 1);
        expect((run.at(-1)?.at ?? 0) - (run[0]?.at ?? 0)).toBeGreaterThanOrEqual(30 * 60_000);
      }
    });
  });
});
