import { describe, expect, it } from 'vitest';
import { attemptKey, noticeKey } from '../../../src/domain/ids.ts';
import { MINOR_HAND_OFF, MINOR_RULE } from '../../../src/domain/minors.ts';
import { describeOutcome, OUTCOMES, WATCHED_OUTCOMES } from '../../../src/domain/outcome.ts';
import { VERDICTS, type Verdict, worstVerdict } from '../../../src/domain/verdict.ts';

describe('the verdict of several locations', () => {
  it.each<readonly [readonly Verdict[], Verdict]>([
    [['gone'], 'gone'],
    [['gone', 'gone'], 'gone'],
    [['gone', 'live'], 'live'],
    [['live', 'gone', 'gone'], 'live'],
    [['gone', 'host_down'], 'host_down'],
    [['host_down', 'not_checkable'], 'not_checkable'],
    [['not_checkable', 'bot_blocked'], 'bot_blocked'],
    [['bot_blocked', 'login_wall'], 'login_wall'],
    [['login_wall', 'restricted'], 'restricted'],
    [['restricted', 'geo_blocked'], 'geo_blocked'],
    [['geo_blocked', 'live'], 'live'],
    [[], 'not_checkable'],
  ])('%j is %s', (all, verdict) => {
    expect(worstVerdict(all)).toBe(verdict);
    expect(worstVerdict([...all].reverse())).toBe(verdict);
  });

  it.each(VERDICTS.filter((verdict) => verdict !== 'gone'))('is never gone while one is %s', (verdict) => {
    expect(worstVerdict(['gone', verdict, 'gone'])).toBe(verdict);
  });
});

describe('the key of a notice', () => {
  const facts = { takedownId: 'td_1', cycle: 0, rung: 0, recipient: 'site', channel: 'api' };

  it('is the same for the same facts, and may stand in a Message-ID', () => {
    expect(noticeKey(facts)).toBe(noticeKey({ ...facts }));
    expect(noticeKey(facts)).toMatch(/^n[0-9a-f]{40}$/);
  });

  it('is known to older records: it must never change', () => {
    expect(noticeKey(facts)).toBe('nae0f4c2c9f5e8696cac4d71bb921aa880c795d7f');
  });

  it.each([
    { takedownId: 'td_2' },
    { cycle: 1 },
    { rung: 1 },
    { recipient: 'host' },
    { channel: 'form' },
    { recipient: 'site\napi', channel: '' },
  ])('is another for %j', (other) => {
    expect(noticeKey({ ...facts, ...other })).not.toBe(noticeKey(facts));
  });

  it('is shared by all tries, which have keys of their own', () => {
    expect([attemptKey('nabc', 1), attemptKey('nabc', 2)]).toEqual(['nabc-1', 'nabc-2']);
  });
});

describe('an outcome', () => {
  it.each(OUTCOMES)('%s is watched only where the image may come back', (kind) => {
    const watched = ['removed', 'already_gone', 'delisted', 'restricted', 'unreachable'];
    expect(WATCHED_OUTCOMES.has(kind)).toBe(watched.includes(kind));
  });

  it('that is a refusal is told with its reason', () => {
    expect(describeOutcome({ kind: 'refused', reason: 'not_ours' })).toBe('refused (not_ours)');
    expect(describeOutcome({ kind: 'removed' })).toBe('removed');
  });
});

describe('the hand-off card', () => {
  it('names the four places, each with an https address and for whom it is', () => {
    const names = MINOR_HAND_OFF.map((one) => one.name).join(' ');
    for (const place of ['Take It Down', 'CyberTipline', 'Report Remove', 'INHOPE'])
      expect(names).toContain(place);
    for (const one of MINOR_HAND_OFF) {
      expect(new URL(one.url).protocol).toBe('https:');
      expect(one.for.length).toBeGreaterThan(20);
    }
  });

  it('says that the test is the age in the image', () => {
    expect(MINOR_RULE).toContain('under 18 in the image');
  });
});
