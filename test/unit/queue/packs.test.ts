import { describe, expect, it } from 'vitest';
import type { EffectJob, EffectKind } from '../../../src/flow/ports.ts';
import { effectsOf, PACK, packed, toQueued } from '../../../src/queue/packs.ts';

const effects = (count: number, kind: EffectKind = 'email'): EffectJob[] =>
  Array.from({ length: count }, (_, index) => ({ id: `n${index}-1`, takedownId: `td_${index}`, kind }));

describe('effects that are queued together', () => {
  it.each([
    [1, 1, 1],
    [9, 1, 9],
    [19, 1, 19],
    [20, 2, 10],
    [55, 5, 11],
    [100, 10, 10],
    [200, 20, 10],
    [400, 20, 20],
  ])('%d of them go %d to a job, which makes %d jobs', (count, size, jobs) => {
    const packs = packed('email', effects(count));
    expect(packs).toHaveLength(jobs);
    expect(Math.max(...packs.map((pack) => pack.length))).toBe(size);
    expect(packs.flat()).toEqual(effects(count));
  });

  it('are never more than a pack holds', () => {
    expect(Math.max(...packed('check', effects(5_000)).map((pack) => pack.length))).toBe(PACK);
  });

  it('go one by one when they are forms', () => {
    expect(packed('form', effects(200, 'form'))).toHaveLength(200);
  });

  it('none make no job', () => {
    expect(packed('api', [])).toEqual([]);
  });
});

describe('a job of the queue', () => {
  it.each([1, 7])('gives back the %d effects that were put into it', (count) => {
    const { data, opts } = toQueued('api', effects(count, 'api'));
    expect(effectsOf('api', { id: opts.jobId, data })).toEqual(effects(count, 'api'));
  });

  it('bears the name of its effect when it is the only one', () => {
    const [effect] = effects(1);
    if (effect === undefined) throw new Error('one effect');
    expect(toQueued('email', [effect]).opts.jobId).toBe(effect.id);
  });

  it('bears the same name for the same effects, and another for others', () => {
    const name = (some: readonly EffectJob[]) => toQueued('email', some).opts.jobId;
    expect(name(effects(5))).toBe(name(effects(5)));
    expect(name(effects(5))).not.toBe(name(effects(6)));
    expect(name(effects(5))).toMatch(/^pack-[0-9a-f]{40}$/);
  });

  it('holds ids and nothing that an object carries besides', () => {
    const [first, second] = effects(2);
    if (first === undefined || second === undefined) throw new Error('two effects');
    const queued = toQueued('email', [{ ...first, ...{ url: 'https://bigsite.test/canary' } }, second]);
    expect(JSON.stringify(queued)).not.toContain('canary');
  });

  it('refuses an id that BullMQ would misread, in a pack too', () => {
    const [first] = effects(1);
    if (first === undefined) throw new Error('one effect');
    expect(() => toQueued('email', [first, { ...first, id: 'a:b' }])).toThrow('without colons');
    expect(() => toQueued('email', [{ ...first, id: '' }])).toThrow('without colons');
  });
});
