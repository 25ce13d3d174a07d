import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Base } from '../../src/app/base.ts';
import { PRACTICE_HELPLINE } from '../../src/app/practice-helpline.ts';
import { intake } from '../../src/flow/intake/intake.ts';
import { about, CANARY, Failed, Id, Page, Shown, Submitted, Tasks } from './support/answers.ts';
import { type CommandPlace, commandPlace } from './support/command-place.ts';
import { answer, type Ended, type Environment, redress, standardErrors } from './support/redress.ts';
import { requestAbout } from './support/request.ts';

let place: CommandPlace;
let env: Environment;
let base: Base;

beforeAll(async () => {
  place = await commandPlace('cli');
  ({ env, base } = place);
}, 180_000);
afterAll(() => place.end());

const run = (...args: readonly string[]): Promise<Ended> => redress(env, ...args);

/** A takedown that is there already; submitting by the command line has tests of its own. */
async function submitted(url: string, reference: string): Promise<string> {
  const request = requestAbout(url, { case: reference, countries: ['US'], description: CANARY });
  const [one] = await intake(base.deps, PRACTICE_HELPLINE, 'practice', [request]);
  if (one?.result !== 'accepted') throw new Error(JSON.stringify(one));
  return one.id;
}

async function csv(name: string, rows: readonly string[]): Promise<string> {
  const path = join(place.folder, name);
  const header = 'case_reference,url,age_in_image,non_consent_statement,good_faith,accuracy,description';
  await writeFile(path, [header, ...rows].join('\n'));
  return path;
}
const good = (id: number): string =>
  `HL-1,http://letterbox.practice.test/p/${id},adult,Not agreed,yes,yes,${CANARY}`;

describe.concurrent('a helpline at the command line', { timeout: 120_000 }, () => {
  it('submits one URL, and submits it again without making a second takedown', async () => {
    const url = `http://letterbox.practice.test/p/301?${CANARY}`;
    const first = await answer(env, Submitted, ['submit', url, ...about('CLI-1')]);
    const [{ id }] = z.tuple([z.object({ id: Id, result: z.literal('accepted') })]).parse(first.answers);
    const again = await answer(env, Submitted, ['submit', url, ...about('CLI-1')]);
    expect(again.answers).toEqual([{ line: null, result: 'duplicate', id }]);
    const page = await answer(env, Page, ['list', '--case', 'CLI-1', '--status', 'queued']);
    expect(page.takedowns).toMatchObject([{ id, platform: 'practice-letterbox', caseReference: 'CLI-1' }]);
    expect(JSON.stringify(page)).not.toContain(CANARY);
  });

  it('reads the whole timeline of a takedown, and of its own only', async () => {
    const id = await submitted('http://letterbox.practice.test/p/302', 'CLI-2');
    const shown = await answer(env, Shown, ['show', id]);
    expect(shown.stored.takedown.id).toBe(id);
    expect(shown.red?.notice.locations).toMatchObject([{ url: 'http://letterbox.practice.test/p/302' }]);
    // What was shown was put on record first, and is in what was shown.
    expect(shown.events.map(({ event }) => event.type)).toEqual(['requested', 'revealed']);
    const words = await run('show', id, '--notices');
    expect(words.code).toBe(0);
    for (const part of [
      id,
      'CLI-2',
      'Letterbox',
      'Timeline',
      'Received for',
      'A person looked',
      'look whether it is there',
    ])
      expect(words.out).toContain(part);
    expect(words.out).not.toContain('\u001b');
    const absent = await answer(env, Failed, ['show', 'td_00000000-0000-7000-8000-000000000000'], 2);
    expect(absent.error).toMatchObject({ code: 'takedown_unknown', field: 'id' });
  });

  it('submits a file: good rows are taken, each bad row is told with its line', async () => {
    const path = await csv('mixed.csv', [
      good(303),
      'HL-1,not a url,adult,Not agreed,yes,yes,',
      'HL-1,http://letterbox.practice.test/p/304,minor,,,,',
      `HL-1,http://letterbox.practice.test/p/305,adult,Not agreed,perhaps,yes,"${CANARY}\n${CANARY}"`,
      `${good(306)}, and more`,
      good(307),
      good(303),
    ]);
    const { answers, minors } = await answer(env, Submitted, ['submit', '--csv', path], 3);
    expect(answers.map((one) => [one.line, one.result])).toEqual([
      [2, 'accepted'],
      [3, 'rejected'],
      [4, 'minor_route'],
      [5, 'rejected'],
      [7, 'rejected'],
      [8, 'accepted'],
      [9, 'duplicate'],
    ]);
    const codes = answers.map((one) => (one.result === 'rejected' ? one.problems.map((p) => p.code) : []));
    expect([codes[1], codes[3], codes[4]]).toEqual([['url_malformed'], ['field_invalid'], ['csv_cells']]);
    expect(minors?.handOff.length).toBeGreaterThan(3);
    expect(JSON.stringify(answers)).not.toContain(CANARY);
    const words = await run('submit', '--csv', path);
    expect(words.code).toBe(3);
    for (const part of ['Line 3', 'Line 5', 'good_faith', 'NCMEC']) expect(words.out).toContain(part);
    expect(words.out).not.toContain(CANARY);
  });

  it.each([
    ['whose rows are all bad', 'case_reference,url,age_in_image\nX,not a url,adult\n', undefined],
    ['without its header', `X,https://${CANARY}.example/,adult\n`, 'csv_columns'],
    ['with a quote too many', 'case_reference,url,age_in_image\nX,"u,adult\n', 'csv_invalid'],
  ])('gets 2 for a file %s', async (name, text, code) => {
    const path = join(place.folder, `${name}.csv`);
    await writeFile(path, text);
    const ended = await run('submit', '--csv', path);
    expect(ended.code).toBe(2);
    if (code !== undefined) expect(ended.err).toContain(`[${code}]`);
    expect(ended.err + ended.out).not.toContain(CANARY);
  });

  it('sees its tasks, does one, and fails another', async () => {
    const ids = [
      await submitted('https://nowhere.example/p/308', 'CLI-3'),
      await submitted('https://nowhere.example/p/309', 'CLI-3'),
    ];
    const { tasks } = await answer(env, Tasks, ['tasks', 'list']);
    const mine = tasks.filter((task) => task.caseReference === 'CLI-3');
    expect(mine.map((task) => task.takedownId).sort()).toEqual([...ids].sort());
    expect(new Set(mine.map((task) => task.kind))).toEqual(new Set(['find_platform']));
    const [first, second] = mine;
    const sheet = await run('tasks', 'show', first?.id ?? '');
    expect(sheet.out).toContain('Find out which platform');
    expect(sheet.out).toContain('https://nowhere.example/p/30');
    const seen = await base.handle.views.redacted(first?.takedownId ?? '');
    expect(seen?.events.at(-1)?.event).toMatchObject({ type: 'revealed', what: 'task', by: 'practice' });
    const without = await run('tasks', 'done', first?.id ?? '');
    expect([without.code, without.err]).toEqual([2, expect.stringContaining('[task_incomplete]')]);
    const Done = z.object({ takedownId: Id, result: z.string() });
    const done = ['tasks', 'done', first?.id ?? '', '--platform', 'practice-longgone'];
    expect(await answer(env, Done, done)).toMatchObject({ takedownId: first?.takedownId, result: 'done' });
    expect((await run(...done)).err).toContain('[task_not_open]');
    expect(await answer(env, Done, ['tasks', 'fail', second?.id ?? ''])).toMatchObject({ result: 'failed' });
  });

  it('withdraws a takedown, and one that may show a minor with the card', async () => {
    const [id, minor] = [
      await submitted('http://letterbox.practice.test/p/310', 'CLI-4'),
      await submitted('http://letterbox.practice.test/p/311', 'CLI-4'),
    ];
    const Withdrawn = z.object({ id: Id, outcome: z.string() });
    expect(await answer(env, Withdrawn, ['withdraw', id])).toEqual({ id, outcome: 'withdrawn' });
    const words = await run('withdraw', minor, '--minor');
    expect(words.code).toBe(0);
    expect(words.out).toContain('minor_route');
    expect(words.out).toContain('https://takeitdown.ncmec.org');
    const shown = await answer(env, Shown, ['show', minor]);
    expect(shown.red).toBeUndefined();
    expect(shown.events.map(({ event }) => event.type)).toEqual([
      'requested',
      'age_changed',
      'closed',
      'revealed',
    ]);
  });

  it('pauses takedowns and lets them go on, each answered on its own, as ops do with any', async () => {
    const [id, other] = [
      await submitted('http://letterbox.practice.test/p/320', 'CLI-9'),
      await submitted('http://letterbox.practice.test/p/321', 'CLI-9'),
    ];
    const Acted = z.object({
      answers: z.array(z.object({ id: Id, done: z.boolean(), code: z.string().optional() })),
    });
    const paused = await answer(env, Acted, ['pause', id, '--why', 'evidence']);
    expect(paused.answers).toEqual([{ id, done: true }]);
    expect((await answer(env, Failed, ['retry', id], 2)).error.code).toBe('takedown_paused');
    const { token } = await answer(env, z.object({ token: z.string() }), [
      'token',
      'create',
      '--role',
      'ops',
    ]);
    const ops = { ...env, REDRESS_TOKEN: token };
    const mixed = await answer(ops, Acted, ['unpause', id, other], 3);
    expect(mixed.answers).toEqual([
      { id, done: true },
      { id: other, done: false, code: 'takedown_not_paused' },
    ]);
    const unknown = await answer(ops, Failed, ['assign', id, '--to', 'tok_nobody'], 2);
    expect(unknown.error.code).toBe('person_unknown');
  });

  it('with a token is known by it, and sees nothing of others', async () => {
    const id = await submitted('http://letterbox.practice.test/p/312', 'CLI-5');
    const Token = z.object({ token: z.string().startsWith('redress_'), helpline: z.literal('harbour') });
    const create = [
      ...['token', 'create', '--helpline', 'harbour', '--name', 'Harbour', '--organisation', 'Harbour gGmbH'],
      ...['--signer', 'A. Signer', '--email', 'desk@harbour.example', '--country', 'DE'],
    ];
    const { token } = await answer(env, Token, create);
    const theirs = { ...env, REDRESS_TOKEN: token };
    expect(await answer(theirs, Page, ['list'])).toEqual({ takedowns: [], next: null });
    expect((await answer(theirs, Failed, ['show', id], 2)).error.code).toBe('takedown_unknown');
    expect((await answer(theirs, Failed, ['withdraw', id], 2)).error.code).toBe('takedown_unknown');
    const wrong = await answer({ ...env, REDRESS_TOKEN: `redress_${CANARY}` }, Failed, ['list'], 2);
    expect(wrong.error).toMatchObject({ code: 'token_invalid', field: 'REDRESS_TOKEN' });
    expect(JSON.stringify(wrong)).not.toContain(CANARY);
    const incomplete = await answer(env, Failed, ['token', 'create', '--helpline', 'new-one'], 2);
    expect(incomplete.error.code).toBe('helpline_incomplete');
  });

  it('as a practitioner sees the story of a takedown, and nothing that is red', async () => {
    const url = `http://letterbox.practice.test/p/314?${CANARY}`;
    const id = await submitted(url, 'CLI-8');
    const Token = z.object({ token: z.string() });
    const { token } = await answer(env, Token, [
      ...['token', 'create', '--helpline', PRACTICE_HELPLINE.id, '--role', 'practitioner'],
    ]);
    const theirs = { ...env, REDRESS_TOKEN: token };
    const words = await redress(theirs, 'show', id, '--notices');
    expect(words.out).toContain('(shown to a lead)');
    expect(words.out).toContain('Received for');
    expect(words.out).not.toContain(CANARY);
    const shown = await redress(theirs, 'show', id, '--json');
    expect(shown.out).not.toMatch(new RegExp(`${CANARY}|/p/314`));
    expect((await base.handle.views.redacted(id))?.events.map(({ event }) => event.type)).toEqual([
      'requested',
    ]);
  });

  it('sees where everything stands', async () => {
    await submitted('http://letterbox.practice.test/p/313', 'CLI-7');
    const Status = z.object({
      mode: z.literal('sandbox'),
      byStatus: z.object({ queued: z.int().min(1) }),
      backlog: z.array(z.object({ effect: z.string().nullable(), due: z.int() })).min(1),
    });
    await answer(env, Status, ['status']);
  });

  it('stops a recipient and goes on', async () => {
    const Stops = z.object({ stops: z.array(z.object({ scope: z.string(), why: z.string() })) });
    const stopped = await answer(env, Stops, ['stop', 'practice-deafly', '--why', 'a test']);
    expect(stopped.stops).toEqual([{ scope: 'practice-deafly', why: 'a test' }]);
    expect(await answer(env, Stops, ['resume', 'practice-deafly'])).toMatchObject({ stops: [] });
    expect((await run('stop', 'no-such-one')).code).toBe(2);
  });
});

it('nothing that a helpline wrote is on standard error of any command', () => {
  expect(standardErrors.length).toBeGreaterThan(20);
  expect(standardErrors.join('\n')).not.toContain(CANARY);
});
