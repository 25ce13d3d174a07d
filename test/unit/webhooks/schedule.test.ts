import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../src/domain/time.ts';
import { afterTry, MOST_TRIES } from '../../../src/webhooks/schedule.ts';

const NOW = 1_800_000_000_000;

describe('what follows a try at a webhook', () => {
  it.each([200, 201, 202, 204, 299])('%i is taken', (status) => {
    expect(afterTry({ code: `http_${status}`, status }, 1, NOW, 0.5)).toEqual({ state: 'delivered' });
  });

  it.each([
    ['http_301', 301],
    ['http_400', 400],
    ['http_401', 401],
    ['http_500', 500],
    ['timeout', undefined],
    ['net_econnrefused', undefined],
    ['outbound_address_private', undefined],
  ])('%s is tried again', (code, status) => {
    expect(afterTry({ code, status }, 1, NOW, 0.5)).toEqual({ state: 'pending', dueAt: NOW + 5 * SECOND });
  });

  it.each([
    [1, 5 * SECOND],
    [2, 20 * SECOND],
    [3, 80 * SECOND],
    [4, 320 * SECOND],
    [5, 1_280 * SECOND],
    [6, 5_120 * SECOND],
    [7, 20_480 * SECOND],
    [8, 8 * HOUR],
    [11, 8 * HOUR],
  ])('after try %i comes a pause of %i ms, a quarter less or more', (tries, pause) => {
    const failed = { code: 'http_500', status: 500 };
    expect(afterTry(failed, tries, NOW, 0)).toEqual({ state: 'pending', dueAt: NOW + 0.75 * pause });
    expect(afterTry(failed, tries, NOW, 1)).toEqual({ state: 'pending', dueAt: NOW + 1.25 * pause });
  });

  it('waits as long as Retry-After asks, when that is longer', () => {
    const busy = { code: 'http_429', status: 429, retryAfter: 10 * MINUTE };
    expect(afterTry(busy, 1, NOW, 0.5)).toEqual({ state: 'pending', dueAt: NOW + 10 * MINUTE });
    expect(afterTry(busy, 7, NOW, 0.5)).toEqual({ state: 'pending', dueAt: NOW + 20_480 * SECOND });
  });

  it('ends with the last try, and at once when the receiver is gone', () => {
    const failed = { code: 'http_500', status: 500 };
    expect(afterTry(failed, MOST_TRIES - 1, NOW, 0.5)).toMatchObject({ state: 'pending' });
    expect(afterTry(failed, MOST_TRIES, NOW, 0.5)).toEqual({ state: 'dead' });
    expect(afterTry({ code: 'http_410', status: 410 }, 1, NOW, 0.5)).toEqual({ state: 'dead' });
  });
});
