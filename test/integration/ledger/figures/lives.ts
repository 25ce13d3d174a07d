import type { Delivery } from '../../../../src/domain/delivery.ts';
import type { TakedownEvent } from '../../../../src/domain/event.ts';
import { fold } from '../../../../src/domain/fold.ts';
import { REFUSAL_REASONS } from '../../../../src/domain/outcome.ts';
import { milestonesOf } from '../../../../src/domain/statistics/milestones.ts';
import { HOUR } from '../../../../src/domain/time.ts';
import { live, type Script } from '../../../unit/decide/life.ts';
import { testWorld } from '../../../unit/decide/world.ts';
import { HELPLINE, type TestLedger } from '../support/ledger.ts';
import { changeOf, newTakedown } from '../support/takedowns.ts';

const world = testWorld();

/** The same numbers at each run. */
function* numbers(seed: number): Generator<number, never> {
  let state = seed + 1;
  for (;;) {
    state = (state * 48_271) % 2_147_483_647;
    yield state;
  }
}

/** A life that the flow could lead: delivered, refused, handed over, removed, back again, withdrawn. */
export function someLife(seed: number): readonly TakedownEvent[] {
  const random = numbers(seed * 7_919);
  const pick = <T>(all: readonly [T, ...T[]]): T => all[random.next().value % all.length] ?? all[0];
  const goneAfter = pick([4, 20, 60, 300, 5_000]);
  const backAfter = pick([0, 0, 90]);
  const script: Script = {
    days: pick([2, 20, 100]),
    request: { platform: pick(['site', 'site', 'formonly', 'finder']) },
    deliver: () =>
      pick<Delivery>([
        { result: 'sent', code: 'ok', hasReference: true },
        { result: 'sent', code: 'ok', hasReference: false },
        { result: 'refused', code: 'no', reason: pick(REFUSAL_REASONS) },
        { result: 'retry', code: 'http_503' },
        { result: 'failed', code: 'smtp_550' },
      ]),
    look: (hours) =>
      hours < goneAfter || (backAfter > 0 && hours > goneAfter + backAfter) ? 'live' : 'gone',
    person: () => ({ result: pick(['done', 'failed']), after: pick([HOUR, 30 * HOUR]) }),
    happens:
      pick([0, 0, 0, 0, 1]) === 0
        ? []
        : [
            {
              at: pick([3, 100]),
              event: (at, takedown) =>
                takedown.closedAt === undefined ? { type: 'withdrawn', at, by: 'x' } : undefined,
            },
          ],
  };
  return live(world, script).events;
}

/** The law that these lives are lived under. */
export const deadlineOf = (regimes: readonly string[], from: number): number | null =>
  regimes.includes('two-days') ? from + 48 * HOUR : null;

/** A takedown whose life is written bit by bit, as the flow writes it. */
export class Written {
  readonly id: string;
  readonly helplineId: string;
  readonly events: readonly TakedownEvent[];
  #written = 0;
  readonly #t: TestLedger;
  readonly #caseId: string;
  readonly #added: ReturnType<typeof newTakedown>;

  constructor(t: TestLedger, seed: number, caseId = t.caseId, helplineId: string = HELPLINE.id) {
    this.#t = t;
    this.#caseId = caseId;
    this.helplineId = helplineId;
    this.events = someLife(seed);
    this.#added = newTakedown(caseId);
    this.id = this.#added.id;
  }

  get isWhole(): boolean {
    return this.#written === this.events.length;
  }

  async write(count: number): Promise<void> {
    const from = this.#written;
    const next = this.events.slice(from, from + Math.max(1, count));
    if (next.length === 0) return;
    this.#written += next.length;
    const before = this.events.slice(0, from);
    const ended = this.state(before.concat(next)).closedAt !== undefined;
    const plan = {
      ...this.#added.plan,
      dueAt: null,
      effect: null,
      status: ended ? 'ended' : 'waiting',
    } as const;
    if (from === 0) {
      const state = this.state(next);
      await this.#t.ledger.add([
        {
          ...this.#added,
          caseId: this.#caseId,
          helplineId: this.helplineId,
          events: next.map((event) => ({ event })),
          state,
          plan,
        },
      ]);
    } else {
      await this.#t.ledger.save(changeOf({ takedown: this.state(before), plan }, next));
    }
  }

  state(events: readonly TakedownEvent[]) {
    return fold(this.id, events);
  }

  /** What its events tell, so far as they are written. */
  expected() {
    return milestonesOf(this.id, this.events.slice(0, this.#written), deadlineOf);
  }
}
