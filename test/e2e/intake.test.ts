import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Base, openBase } from '../../src/app/base.ts';
import { PRACTICE_HELPLINE } from '../../src/app/practice-helpline.ts';
import { type IntakeAnswer, intake } from '../../src/flow/intake/intake.ts';
import { withdraw } from '../../src/flow/people/withdraw.ts';
import { dumpSchema } from './support/dump.ts';
import { post, requestAbout } from './support/request.ts';
import { makePlace, type Place } from './support/stage.ts';

let place: Place;
let base: Base;
const OTHER = { ...PRACTICE_HELPLINE, id: 'other-helpline', name: 'Other' };
beforeAll(async () => {
  place = await makePlace();
  base = await openBase(place.config, place.log);
  await base.deps.ledger.saveHelpline(OTHER);
}, 60_000);
afterAll(async () => {
  await base.close();
  await place.clear();
});

const submit = (...inputs: readonly unknown[]): Promise<readonly IntakeAnswer[]> =>
  intake(base.deps, PRACTICE_HELPLINE, 'token_1', inputs);
const results = (answers: readonly IntakeAnswer[]) => answers.map((answer) => answer.result);
async function one(input: unknown): Promise<IntakeAnswer> {
  const [answer] = await submit(input);
  if (answer === undefined) throw new Error('no answer');
  return answer;
}
const idOf = (answer: IntakeAnswer): string => ('id' in answer ? answer.id : '');
const url = (id: number): string => post('letterbox', id);
const bare = (input: object, ...fields: readonly string[]): unknown =>
  Object.fromEntries(Object.entries(input).filter(([name]) => !fields.includes(name)));

describe('the gate', () => {
  const faults: Readonly<Record<string, object>> = {
    'and nothing else is wrong': {},
    'and the URL is none': { url: 'not a url minorcanary' },
    'and the URL is missing': { url: undefined },
    'and a field is unknown': { minorcanary: 'minorcanary' },
    'and elements are missing': { statements: {} },
    'and a text is too long': { description: 'minorcanary '.repeat(500) },
    'and the case has no name': { case: undefined },
    'and the case cannot be one': { case: '<minorcanary>' },
    'and the dates are none': { authority: { basis: 'minorcanary', consentedOn: 'minorcanary' } },
  };
  const ages = ['minor', 'unknown'] as const;
  const table = ages.flatMap((age) => Object.entries(faults).map(([what, fault]) => ({ age, what, fault })));

  it.each(table)(
    'hands off when the age in the image is $age $what, and keeps no URL',
    async ({ age, fault }) => {
      const input = {
        ...requestAbout('http://minorcanary.practice.test/p/1', { description: 'minorcanary' }),
        ageInImage: age,
        ...fault,
      };
      const answer = await one(input);
      expect(answer).toEqual({ result: 'minor_route', id: expect.stringMatching(/^td_/) });
      const shown = await base.handle.views.show(idOf(answer));
      expect(shown).toMatchObject({ red: undefined, attempts: [], checks: [], tasks: [] });
      expect(shown?.stored.takedown).toMatchObject({ host: '', platform: null, locations: [], regimes: [] });
      expect(shown?.stored.plan).toMatchObject({ status: 'ended', dueAt: null });
      expect(shown?.events.map(({ event }) => event.type)).toEqual(['requested', 'closed']);
      expect(JSON.stringify(shown)).not.toContain('minorcanary');
    },
  );

  it('leaves nothing of what it handed off in the database', async () => {
    expect(await dumpSchema(place.database.url, 'redress')).not.toContain('minorcanary');
  });

  it('hands off every row of a minor on its own: they are no duplicates', async () => {
    const minor = requestAbout(url(1), { ageInImage: 'minor' });
    const answers = await submit(minor, minor, requestAbout(url(1)));
    expect(results(answers)).toEqual(['minor_route', 'minor_route', 'accepted']);
  });

  it.each([undefined, '', 'Adult', 'child', 17, null])(
    'takes nothing whose age is %j',
    async (ageInImage) => {
      const answer = await one({ ...requestAbout(url(2)), ageInImage });
      expect(answer).toMatchObject({ result: 'rejected', problems: [{ field: 'ageInImage' }] });
    },
  );
});

describe('a request', () => {
  it('that is complete is accepted, with its platform, its deadline and its next step', async () => {
    const answer = await one(requestAbout(url(10)));
    expect(answer).toEqual({
      result: 'accepted',
      id: expect.stringMatching(/^td_/),
      platform: 'practice-letterbox',
      deadlineAt: expect.any(Number),
      next: 'look whether it is there',
    });
    const stored = await base.deps.ledger.load(idOf(answer));
    expect(stored).toMatchObject({
      helplineId: PRACTICE_HELPLINE.id,
      caseReference: 'HL-2026-0200',
      plan: { status: 'queued', effect: 'check' },
    });
  });

  it('about an unknown host is accepted, and a person finds out whose it is', async () => {
    const answer = await one(requestAbout('https://nowhere.example/p/11', { countries: ['US'] }));
    expect(answer).toMatchObject({ result: 'accepted', platform: null });
    const tasks = await base.handle.views.openTasks({ kind: 'find_platform' });
    expect(tasks.map((task) => task.takedownId)).toContain(idOf(answer));
  });

  it.each([
    ['the same URL', url(12), url(12)],
    ['another spelling', url(13), 'HTTP://letterbox.practice.test:80/p/13/?utm_source=x#top'],
    [
      'an unknown host in another spelling',
      'https://nowhere.example/p/14?b=2&a=1',
      'https://NOWHERE.example/p/14?a=1&b=2#x',
    ],
  ])('about %s again is a duplicate, in the same batch and later', async (_, first, again) => {
    const [a, b] = await submit(
      requestAbout(first, { countries: ['US'] }),
      requestAbout(again, { countries: ['US'] }),
    );
    expect(a?.result).toBe('accepted');
    expect(b).toEqual({ result: 'duplicate', id: a === undefined ? '' : idOf(a) });
    expect(await one(requestAbout(again, { countries: ['US'] }))).toEqual(b);
  });

  it('of another helpline about the same URL is its own', async () => {
    const mine = await one(requestAbout(url(15)));
    const [theirs] = await intake(base.deps, OTHER, 'token_2', [requestAbout(url(15))]);
    expect(theirs?.result).toBe('accepted');
    expect(theirs && idOf(theirs)).not.toBe(idOf(mine));
  });

  it('may come again when the first has ended', async () => {
    const first = await one(requestAbout(url(16)));
    await withdraw(base.deps, idOf(first), 'ada');
    expect((await one(requestAbout(url(16)))).result).toBe('accepted');
  });

  it('with several bad fields is told all of them', async () => {
    const answer = await one({
      ...requestAbout(url(17)),
      role: 'friend',
      countries: ['Ireland'],
      hashes: [{ kind: 'md5', value: 'x' }],
      colour: 'red',
    });
    const fields = answer.result === 'rejected' ? answer.problems.map((problem) => problem.field) : [];
    expect(fields.sort()).toEqual(['countries.0', 'hashes.0.value', 'request', 'role']);
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'https://nowhere.example'],
    ['a number', 7],
    ['a list', []],
    ['an empty map', {}],
  ])('that is %s is rejected, not a bug', async (_, input) => {
    expect((await one(input)).result).toBe('rejected');
  });

  it('that lacks what a law asks for is told the elements', async () => {
    const answer = await one({ ...requestAbout(url(18)), statements: {} });
    expect(answer).toMatchObject({ result: 'rejected' });
    const codes = answer.result === 'rejected' ? answer.problems.map((problem) => problem.code) : [];
    expect(codes).toContain('element_missing');
    expect((await one(bare(requestAbout(url(18)), 'statements'))).result).toBe('rejected');
  });
});

describe('many requests', () => {
  it('are answered each in its place, whatever the others are', async () => {
    const answers = await submit(
      requestAbout(url(20)),
      { ...requestAbout(url(21)), url: 'not a url' },
      requestAbout(url(20)),
      requestAbout(url(22), { ageInImage: 'minor' }),
      7,
      requestAbout(`https://nowhere.example/${'ž'.repeat(700)}`, { countries: ['US'] }),
      requestAbout(url(23)),
    );
    expect(results(answers)).toEqual([
      'accepted',
      'rejected',
      'duplicate',
      'minor_route',
      'rejected',
      'rejected',
      'accepted',
    ]);
  });

  it('of one case share it, those of another do not', async () => {
    const answers = await submit(
      requestAbout(url(24), { case: 'A-1' }),
      requestAbout(url(25), { case: 'A-1' }),
      requestAbout(url(26), { case: 'A-2' }),
    );
    const cases = await Promise.all(
      answers.map(async (answer) => (await base.deps.ledger.load(idOf(answer)))?.caseId),
    );
    expect(cases[0]).toBe(cases[1]);
    expect(cases[0]).not.toBe(cases[2]);
  });

  it('may be none', async () => {
    expect(await submit()).toEqual([]);
  });

  it('at the same moment from two processes make one takedown of one URL', async () => {
    const other = await openBase(place.config, place.log);
    const input = [requestAbout(url(30))];
    const answers = await Promise.all(
      [base, other, base, other].map((each) => intake(each.deps, PRACTICE_HELPLINE, 'token_1', input)),
    );
    await other.close();
    expect(results(answers.flat()).sort()).toEqual(['accepted', 'duplicate', 'duplicate', 'duplicate']);
    expect(new Set(answers.flat().map(idOf)).size).toBe(1);
  });
});
