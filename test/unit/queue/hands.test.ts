import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { EffectJob, Hand } from '../../../src/flow/ports.ts';
import { Hands } from '../../../src/queue/hands.ts';

const pack = (name: string, count: number): EffectJob[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${name}${index}`,
    takedownId: `td_${name}${index}`,
    kind: 'check',
  }));

/** Effects that are prepared at once, act until they are told that it is over, and are written until told again. */
function stage() {
  const acting = new Set<string>();
  const begun: string[] = [];
  const over = new Map<string, () => void>();
  const written = new Map<string, () => void>();
  const wait = (on: Map<string, () => void>, id: string) =>
    new Promise<void>((resolve) => on.set(id, resolve));
  let most = 0;
  return {
    acting,
    begun,
    get most() {
      return most;
    },
    run: async ({ id }: EffectJob, hand: Hand) => {
      begun.push(id);
      await hand.act();
      acting.add(id);
      most = Math.max(most, acting.size);
      await wait(over, id);
      acting.delete(id);
      hand.acted();
      await wait(written, id);
    },
    /** Ends the act of an effect, or of all that act now. */
    end: async (ids: readonly string[] = [...acting]) => {
      for (const id of ids) over.get(id)?.();
      await turn();
    },
    write: async (ids: readonly string[] = [...written.keys()]) => {
      for (const id of ids) written.get(id)?.();
      await turn();
    },
  };
}

/** Tells whether a promise has ended, without waiting for it. */
function watched(work: Promise<unknown>): { ended: boolean } {
  const seen = { ended: false };
  void work.then(() => {
    seen.ended = true;
  });
  return seen;
}

describe('what a process has in hand', () => {
  it('lasts as long as its effect when a job has one', async () => {
    const hands = new Hands(2);
    const on = stage();
    const job = watched(hands.perform(pack('a', 1), on.run));
    await turn();
    expect(hands.jobs).toBe(2);
    await on.end(['a0']);
    expect(job.ended).toBe(false);
    await on.write(['a0']);
    expect(job.ended).toBe(true);
  });

  it('never acts more than it was told to, while as many more are prepared', async () => {
    const hands = new Hands(4);
    const on = stage();
    for (const name of ['a', 'b', 'c', 'd']) void hands.perform(pack(name, 5), on.run);
    await turn();
    expect(on.acting.size).toBe(4);
    expect(on.begun).toHaveLength(8);
    for (let round = 0; round < 10; round += 1) await on.end();
    expect(on.begun).toHaveLength(20);
    expect(on.most).toBe(4);
  });

  it('frees a hand when the act is over, and does not wait for what is written', async () => {
    const hands = new Hands(1);
    const on = stage();
    void hands.perform(pack('a', 2), on.run);
    await turn();
    expect([...on.acting]).toEqual(['a0']);
    await on.end(['a0']);
    expect([...on.acting]).toEqual(['a1']);
  });

  it('lets a pack go for the next although one of its effects is slow', async () => {
    const hands = new Hands(2);
    const on = stage();
    const first = watched(hands.perform(pack('a', 4), on.run));
    await turn();
    expect(hands.jobs).toBe(3);
    const more = ['b', 'c'].map((name) => watched(hands.perform(pack(name, 4), on.run)));
    // Three are all that the worker may hold: the first goes so that another can come.
    for (let round = 0; round < 14; round += 1) {
      await on.end([...on.acting].filter((id) => id !== 'a0'));
      await on.write(on.begun.filter((id) => id !== 'a0'));
    }
    expect(on.acting.has('a0')).toBe(true);
    expect(on.begun).toHaveLength(12);
    expect(first.ended).toBe(true);
    expect(more.map((one) => one.ended)).toEqual([true, true]);
  });

  it('holds a pack until its effects are done when no other is wanted', async () => {
    const hands = new Hands(10);
    const on = stage();
    const job = watched(hands.perform(pack('a', 4), on.run));
    await turn();
    await on.end();
    expect(job.ended).toBe(false);
    await on.write();
    expect(job.ended).toBe(true);
  });

  it('does nothing twice that is queued again while it is in hand', async () => {
    const hands = new Hands(10);
    const on = stage();
    const once = watched(hands.perform(pack('a', 3), on.run));
    const again = watched(hands.perform(pack('a', 3), on.run));
    await turn();
    expect(on.begun).toEqual(['a0', 'a1', 'a2']);
    await on.end();
    await on.write();
    expect([once.ended, again.ended]).toEqual([true, true]);
    void hands.perform(pack('a', 1), on.run);
    await turn();
    expect(on.begun).toHaveLength(4);
  });

  it('gives a hand back whose effect never acted, or ended in the middle', async () => {
    const hands = new Hands(1);
    const quiet = async (): Promise<void> => undefined;
    const broken = async (_: EffectJob, hand: Hand): Promise<void> => hand.act();
    await hands.perform(pack('a', 3), quiet);
    await hands.perform(pack('b', 3), broken);
    const on = stage();
    void hands.perform(pack('c', 1), on.run);
    await turn();
    expect([...on.acting]).toEqual(['c0']);
  });

  it('counts an effect once that acts anew', async () => {
    const hands = new Hands(1);
    const acting: string[] = [];
    const anew = async ({ id }: EffectJob, hand: Hand): Promise<void> => {
      await hand.act();
      await hand.act();
      acting.push(id);
      hand.acted();
    };
    await hands.perform(pack('a', 3), anew);
    expect(acting).toEqual(['a0', 'a1', 'a2']);
  });

  it('is at rest when all is written, of packs too that were let go', async () => {
    const hands = new Hands(1);
    const on = stage();
    for (const name of ['a', 'b', 'c']) void hands.perform(pack(name, 2), on.run);
    await turn();
    for (let round = 0; round < 6; round += 1) await on.end();
    const rest = watched(hands.rest());
    await turn();
    expect(rest.ended).toBe(false);
    await on.write();
    await turn();
    expect(rest.ended).toBe(true);
  });
});
