import { describe, expect, it } from 'vitest';
import type { Channel } from '../../../src/catalog/schema/channel.ts';
import { desksOf, restsUntil, rungsOf } from '../../../src/decide/route.ts';
import type { World } from '../../../src/decide/world.ts';
import { noticeKey } from '../../../src/domain/ids.ts';
import type { Takedown } from '../../../src/domain/takedown.ts';
import { at, sendOf, T, takedownOf, undelivered, withFile } from './takedown.ts';
import { testWorld } from './world.ts';

const failed = { result: 'failed', code: 'smtp_550' } as const;

function desks(takedown: Takedown, world: World, rung = 0) {
  const here = rungsOf(takedown, world).find((one) => one.index === rung);
  return here === undefined ? [] : desksOf(takedown, here, world, T);
}
const names = (takedown: Takedown, world: World, rung = 0): readonly string[] =>
  desks(takedown, world, rung).map((desk) => `${desk.recipient}/${desk.channel}`);

describe('the rungs of a takedown', () => {
  const rungs = (over: Partial<Takedown>, world = testWorld()) =>
    rungsOf(takedownOf(over), world).map((one) => `${one.index} ${one.recipient.id}`);

  it('are those of its platform, with their place in the file', () => {
    expect(rungs({})).toEqual(['0 site', '1 site', '2 hoster', '3 authority']);
  });

  it('leave out what serves another law', () => {
    expect(rungs({ regimes: [] })).toEqual(['0 site', '1 site', '2 hoster']);
    expect(rungs({ regimes: ['some-day'] })).toEqual(['0 site', '1 site', '2 hoster']);
    expect(rungs({ regimes: ['some-day', 'two-days'] })).toHaveLength(4);
  });

  it('need one of their laws, not all', () => {
    const world = withFile(testWorld(), 'formonly', {
      ladder: [{ channels: ['form'], wait: 'deadline', regimes: ['some-day', 'two-days'] }],
    });
    expect(rungs({ platform: 'formonly' }, world)).toEqual(['0 formonly']);
  });

  it.each([[null], ['nobody']])('are none for the platform %s', (platform) => {
    expect(rungs({ platform })).toEqual([]);
  });

  it('leave out a recipient that has no file', () => {
    const world = testWorld();
    const recipients = new Map(world.recipients);
    recipients.delete('hoster');
    expect(rungs({}, { ...world, recipients })).toEqual(['0 site', '1 site', '3 authority']);
  });
});

describe('the desks of a rung', () => {
  it('are the channels in the order of the file; copyright is none, nor what needs a status that is not held', () => {
    expect(names(takedownOf(), testWorld())).toEqual(['site/api', 'site/mail']);
  });

  it('are known by the key of the notice that they would get', () => {
    const [desk] = desks(takedownOf({ cycle: 2 }), testWorld(), 1);
    const facts = { takedownId: 'td_1', cycle: 2, rung: 1, recipient: 'site', channel: 'form' };
    expect(desk).toEqual({
      recipient: 'site',
      channel: 'form',
      rung: 1,
      noticeKey: noticeKey(facts),
      byHand: undefined,
      restsUntil: undefined,
    });
  });

  it.each<readonly [Channel['purpose'], boolean]>([
    ['ncii', true],
    ['privacy', true],
    ['abuse', true],
    ['complaint', true],
    ['escalation', true],
    ['trusted_flagger', true],
    ['legal', true],
    ['copyright', false],
    ['csam', false],
    ['appeal', false],
    ['support', false],
  ])('take a channel for %s: %s', (purpose, taken) => {
    const world = testWorld();
    const form = world.recipients.get('formonly')?.channels['form'];
    if (form === undefined) throw new Error('the test world has no form');
    const changed = withFile(world, 'formonly', { channels: { form: { ...form, purpose } } });
    expect(names(takedownOf({ platform: 'formonly' }), changed)).toEqual(taken ? ['formonly/form'] : []);
  });

  it.each([
    [['site/trusted_flagger'], true],
    [['site/partner_account'], false],
    [['hoster/trusted_flagger'], false],
  ])('with the statuses %j use the flagger channel: %s', (statuses, used) => {
    expect(names(takedownOf({ statuses }), testWorld()).includes('site/flagger')).toBe(used);
  });

  it.each([
    [['any'], ['US'], true],
    [['GB'], ['US'], false],
    [['GB'], ['US', 'GB'], true],
    [['EU'], ['FR'], true],
  ])('for the regions %j and persons of %j: %s', (regions, countries, used) => {
    const world = testWorld();
    const form = world.recipients.get('formonly')?.channels['form'];
    if (form === undefined) throw new Error('the test world has no form');
    const changed = withFile(world, 'formonly', { channels: { form: { ...form, regions } } });
    expect(names(takedownOf({ platform: 'formonly', countries }), changed)).toHaveLength(used ? 1 : 0);
  });

  it('leave out a channel that the file does not have', () => {
    const world = withFile(testWorld(), 'formonly', {
      ladder: [{ channels: ['fax', 'form'], wait: 'deadline' }],
    });
    expect(names(takedownOf({ platform: 'formonly' }), world)).toEqual(['formonly/form']);
  });

  it('are tried once in a cycle, whatever came of it, and by one rung of the ladder only', () => {
    expect(names(takedownOf({ sends: [sendOf()] }), testWorld())).toEqual(['site/mail']);
    expect(names(takedownOf({ sends: [undelivered(failed)] }), testWorld())).toEqual(['site/mail']);
    expect(names(takedownOf({ sends: [sendOf({ rung: 7 })] }), testWorld())).toEqual(['site/mail']);
    expect(names(takedownOf({ cycle: 1, sends: [sendOf()] }), testWorld())).toEqual([
      'site/api',
      'site/mail',
    ]);
    expect(names(takedownOf({ sends: [sendOf({ recipient: 'hoster' })] }), testWorld())).toHaveLength(2);
  });

  it('that rest come after those that work, and those that have drifted last', () => {
    const world = (over: Partial<World>) => testWorld({ resting: new Map([['site/api', at(5)]]), ...over });
    expect(names(takedownOf(), world({}))).toEqual(['site/mail', 'site/api']);
    const flagger = takedownOf({ statuses: ['site/trusted_flagger'] });
    expect(names(flagger, world({ drifted: new Set(['site/flagger']) }))).toEqual([
      'site/mail',
      'site/api',
      'site/flagger',
    ]);
    expect(names(takedownOf(), world({ drifted: new Set(['site/api']) }))).toEqual(['site/mail', 'site/api']);
  });
});

describe('who uses a desk', () => {
  const byHand = (world: World, platform = 'formonly') => desks(takedownOf({ platform }), world)[0]?.byHand;

  it('is a machine when a person has checked it', () => {
    expect(byHand(testWorld())).toBeUndefined();
  });

  it('is a person while nobody has checked it', () => {
    expect(byHand(testWorld({ verified: new Set(['site/form']) }))).toBe('unchecked');
  });

  it('is a person when its form has changed, checked or not', () => {
    const drifted = new Set(['formonly/form']);
    expect(byHand(testWorld({ drifted }))).toBe('drift');
    expect(byHand(testWorld({ drifted, verified: new Set() }))).toBe('drift');
  });

  it('is a person for a channel that is assisted, or a form whose steps no source shows', () => {
    expect(byHand(testWorld(), 'finder')).toBe('assisted');
    const world = testWorld();
    const form = world.recipients.get('formonly')?.channels['form'];
    if (form?.kind !== 'form') throw new Error('the test world has no form');
    expect(byHand(withFile(world, 'formonly', { channels: { form: { ...form, steps: [] } } }))).toBe(
      'assisted',
    );
  });

  it('is a machine for an e-mail or an API, which have no steps', () => {
    expect(desks(takedownOf(), testWorld()).map((desk) => desk.byHand)).toEqual([undefined, undefined]);
  });
});

describe('the rest of a desk', () => {
  it.each([
    [at(5), at(5)],
    [at(0) + 1, at(0) + 1],
    [at(0), undefined],
    [at(-1), undefined],
  ])('until %d lasts until %d', (until, lasts) => {
    const world = testWorld({ resting: new Map([['site/api', until]]) });
    expect(restsUntil(world, 'site', 'api', T)).toBe(lasts);
    expect(desks(takedownOf(), world).find((desk) => desk.channel === 'api')?.restsUntil).toBe(lasts);
    expect(restsUntil(world, 'site', 'mail', T)).toBeUndefined();
  });
});
