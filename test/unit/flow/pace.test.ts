import { describe, expect, it } from 'vitest';
import type { World } from '../../../src/decide/world.ts';
import { LEASES, type Pace } from '../../../src/flow/ledger.ts';
import { keepPace, paceOf } from '../../../src/flow/pace.ts';
import { EFFECT_KINDS } from '../../../src/flow/ports.ts';
import { recorder } from '../../integration/queue/support/recorder.ts';
import { NOW } from './state.ts';

const LIMITS = { perMinute: 7, concurrency: 1 };
const WORLD = {
  recipients: new Map([
    ['limited', { limits: LIMITS }],
    ['silent', {}],
  ]),
} as unknown as World;

/** What is counted anew for an effect of this kind that acts so long after its claim. */
async function counted(kind: (typeof EFFECT_KINDS)[number], claimedUntil: number | undefined) {
  const found: { readonly id: string; readonly pace: Pace; readonly now: number; readonly late: number }[] =
    [];
  const deps = {
    clock: { now: () => NOW },
    log: recorder(),
    worlds: { current: async () => WORLD },
    ledger: {
      countLate: async (id: string, pace: (recipient: string) => Pace, now: number, late: number) => {
        found.push({ id, pace: pace('limited'), now, late });
      },
    },
  };
  await keepPace(deps, { takedownId: 'td_1', kind }, claimedUntil);
  return found;
}

const anew = (late: number) => [{ id: 'td_1', pace: LIMITS, now: NOW, late }];

describe('the pace of a recipient', () => {
  it('is what its file says, or what every site stands', () => {
    expect(paceOf('limited', WORLD)).toEqual(LIMITS);
    expect(paceOf('silent', WORLD)).toEqual({ perMinute: 60, concurrency: 2 });
    expect(paceOf('host.example', WORLD)).toEqual({ perMinute: 60, concurrency: 2 });
  });

  it.each(EFFECT_KINDS)(
    'counts an effect of %s anew that acts more than three seconds after its claim',
    async (kind) => {
      const claimedAgo = (ms: number) => NOW - ms + LEASES[kind];
      expect(await counted(kind, claimedAgo(0))).toEqual([]);
      expect(await counted(kind, claimedAgo(3_000))).toEqual([]);
      expect(await counted(kind, claimedAgo(3_001))).toEqual(anew(3_001));
      expect(await counted(kind, claimedAgo(3_600_000))).toEqual(anew(3_600_000));
    },
  );

  it('counts one anew of which nobody knows when it was claimed', async () => {
    expect(await counted('check', undefined)).toEqual(anew(Number.POSITIVE_INFINITY));
  });

  it('lets an effect act that cannot be counted, and says so', async () => {
    const log = recorder();
    const away = () => Promise.reject(new Error('canary: the ledger is away'));
    const deps = {
      clock: { now: () => NOW },
      log,
      worlds: { current: async () => WORLD },
      ledger: { countLate: away },
    };
    await keepPace(deps, { takedownId: 'td_1', kind: 'check' }, undefined);
    await keepPace({ ...deps, worlds: { current: away } }, { takedownId: 'td_1', kind: 'check' }, undefined);
    expect(log.lines.map(({ level }) => level)).toEqual(['warn', 'warn']);
    expect(JSON.stringify(log.lines.map(({ message }) => message))).not.toContain('canary');
  });
});
