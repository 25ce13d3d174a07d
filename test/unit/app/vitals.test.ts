import { describe, expect, it } from 'vitest';
import { whenStuck } from '../../../src/app/alive/self-watch.ts';
import { TURNS_WITHIN, Vitals } from '../../../src/app/alive/vitals.ts';
import { LEASES } from '../../../src/flow/ledger.ts';
import type { EffectJob, EffectKind } from '../../../src/flow/ports.ts';

const MINUTE = 60_000;
const job = (kind: EffectKind): EffectJob => ({ id: `${kind}-1`, takedownId: 'td_1', kind });

/** Vitals on a clock of the test's own, which stands at one hour. */
function at() {
  let now = 3_600_000;
  const vitals = new Vitals(() => now);
  const pass = (ms: number): void => {
    now += ms;
  };
  pass(10 * MINUTE);
  return { vitals, pass };
}

describe('the vitals of a process', () => {
  it.each([
    ['has not begun', () => undefined, 10 * TURNS_WITHIN, undefined],
    ['came round just now', (v: Vitals) => v.turned(), TURNS_WITHIN, undefined],
    ['has not come round for too long', (v: Vitals) => v.turned(), TURNS_WITHIN + 1, 'claim loop'],
    [
      'has ended',
      (v: Vitals) => {
        v.turned();
        v.rested();
      },
      10 * TURNS_WITHIN,
      undefined,
    ],
  ] as const)('are well or not when the claim loop %s', (_, before, passed, part) => {
    const { vitals, pass } = at();
    before(vitals);
    pass(passed);
    expect(vitals.stuck()?.part).toBe(part);
  });

  it.each(['email', 'api', 'check', 'form'] as const)(
    'tell of an effect of kind %s that goes on two minutes after its lease, and not before',
    async (kind) => {
      const { vitals, pass } = at();
      let end: () => void = () => undefined;
      const running = vitals.watch(job(kind), () => new Promise<void>((resolve) => (end = resolve)));
      pass(LEASES[kind] + 2 * MINUTE);
      expect(vitals.stuck()).toBeUndefined();
      pass(1);
      expect(vitals.stuck()).toMatchObject({ part: 'effect', kind, job: `${kind}-1` });
      expect(vitals.figures().effectsRunning).toBe(1);
      end();
      await running;
      expect(vitals.stuck()).toBeUndefined();
    },
  );

  it('forget an effect that throws', async () => {
    const { vitals, pass } = at();
    await expect(vitals.watch(job('email'), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    pass(MINUTE * 60);
    expect(vitals.stuck()).toBeUndefined();
  });

  it('let effects wait for a ledger that is away, and a minute more to record what they did', () => {
    const { vitals, pass } = at();
    void vitals.watch(job('email'), () => new Promise(() => undefined));
    for (let minute = 0; minute < 60; minute += 1) {
      pass(MINUTE / 2);
      vitals.unheard();
      pass(MINUTE / 2);
      expect(vitals.stuck()).toBeUndefined();
    }
    pass(MINUTE / 2 - 1);
    expect(vitals.stuck()).toBeUndefined();
    pass(1);
    expect(vitals.stuck()?.part).toBe('effect');
  });
});

describe('a process that watches itself', () => {
  it('calls itself stuck only when it finds so twice in a row', async () => {
    const answers = [true, false, true, true];
    const found = { part: 'claim loop', ms: 1 } as const;
    const vitals = new Vitals(() => 0);
    vitals.stuck = () => (answers.shift() === true ? found : undefined);
    expect(await whenStuck(vitals, new AbortController().signal, 1)).toEqual(found);
    expect(answers).toEqual([]);
  });
});
