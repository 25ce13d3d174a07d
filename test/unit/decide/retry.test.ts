import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayRepeat, retryAt } from '../../../src/decide/retry.ts';
import type { Delivery } from '../../../src/domain/delivery.ts';
import { MINUTE } from '../../../src/domain/time.ts';
import { T, undelivered } from './takedown.ts';
import { testWorld } from './world.ts';

const POLICY = { tries: 5, first: MINUTE, max: 10 * MINUTE };
const busy: Delivery = { result: 'retry', code: 'http_503' };

describe('a delivery that failed on the way', () => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 4],
    [4, 8],
  ])(
    'is tried again after try %d when three quarters to the whole of %d minutes are over',
    (tries, minutes) => {
      fc.assert(
        fc.property(fc.string(), (key) => {
          const pause = (retryAt(undelivered(busy, { tries, key }), POLICY) ?? 0) - T;
          expect(pause).toBeGreaterThanOrEqual(0.75 * minutes * MINUTE);
          expect(pause).toBeLessThanOrEqual(minutes * MINUTE);
        }),
      );
    },
  );

  it('is spread over that time by its key, the same wherever it is computed', () => {
    const pauses = Array.from({ length: 50 }, (_, n) =>
      Number(retryAt(undelivered(busy, { key: `n${n}-1` }), POLICY)),
    );
    expect(pauses.map((_, n) => retryAt(undelivered(busy, { key: `n${n}-1` }), POLICY))).toEqual(pauses);
    expect(new Set(pauses).size).toBeGreaterThan(40);
    expect(Math.max(...pauses) - Math.min(...pauses)).toBeGreaterThan(10_000);
  });

  it('never pauses for longer than the file allows', () => {
    const pause = Number(retryAt(undelivered(busy, { tries: 9 }), { ...POLICY, tries: 20 })) - T;
    expect(pause).toBeLessThanOrEqual(10 * MINUTE);
    expect(pause).toBeGreaterThanOrEqual(7.5 * MINUTE);
  });

  it.each([
    [4, true],
    [5, false],
    [6, false],
  ])('after %d of 5 tries may be tried again: %s', (tries, again) => {
    expect(retryAt(undelivered(busy, { tries }), POLICY) !== undefined).toBe(again);
  });

  it('is not tried again while it is still under way', () => {
    expect(retryAt(undelivered(undefined, { settledAt: undefined }), POLICY)).toBeUndefined();
  });

  it('waits for as long as the recipient asked, and never shorter than by itself', () => {
    const asked = (retryAfter: number) => undelivered({ ...busy, retryAfter });
    expect(retryAt(asked(30 * MINUTE), POLICY)).toBe(T + 30 * MINUTE);
    expect(retryAt(asked(1), POLICY)).toBe(retryAt(undelivered(busy), POLICY));
  });
});

describe('a delivery of unknown fate', () => {
  const channels = testWorld().recipients.get('site')?.channels ?? {};
  const rows = [
    ['an e-mail, by the same Message-ID', channels['mail'], true],
    ['an API with an idempotency key', channels['api'], true],
    ['a form', channels['form'], false],
    ['a person', testWorld().recipients.get('authority')?.channels['complaint'], false],
  ] as const;

  it.each(rows)('may be repeated by %s: %3$s', (_, channel, may) => {
    expect(channel && mayRepeat(channel)).toBe(may);
  });

  it('is not repeated by an API without an idempotency key', () => {
    const { api } = channels;
    if (api?.kind !== 'api') throw new Error('the test world has no API');
    expect(mayRepeat({ ...api, request: { ...api.request, idempotencyHeader: undefined } })).toBe(false);
  });
});
