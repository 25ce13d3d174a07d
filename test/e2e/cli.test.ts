import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { packageRoot } from '../../src/app/package-root.ts';
import { freshDatabase, type TestDatabase } from '../support/postgres.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { builtProgram } from './support/built.ts';
import { answer, type Ended, type Environment, redress, standardErrors } from './support/redress.ts';
import { query } from './support/stage.ts';

const CANARY = 'canary-5b1d';
const Id = z.string().regex(/^td_[0-9a-f-]{36}$/);
const Submitted = z.object({
  answers: z.array(
    z.discriminatedUnion('result', [
      z.object({
        line: z.int().nullable(),
        result: z.literal('accepted'),
        id: Id,
        platform: z.string().nullable(),
        deadlineAt: z.number().nullable(),
        next: z.string(),
      }),
      z.object({ line: z.int().nullable(), result: z.literal('duplicate'), id: Id }),
      z.object({ line: z.int().nullable(), result: z.literal('minor_route'), id: Id }),
      z.object({
        line: z.int().nullable(),
        result: z.literal('rejected'),
        problems: z.array(
          z.object({ code: z.string(), field: z.string(), message: z.string(), cure: z.string() }),
        ),
      }),
    ]),
  ),
  minors: z
    .object({ rule: z.string(), handOff: z.array(z.object({ name: z.string(), url: z.url() })) })
    .optional(),
});
const Page = z.object({
  takedowns: z.array(
    z.object({
      id: Id,
      caseReference: z.string(),
      status: z.string(),
      outcome: z.string().nullable(),
      platform: z.string().nullable(),
      host: z.string(),
      next: z.string(),
    }),
  ),
  next: z.string().nullable(),
});
const Shown = z.object({
  stored: z.object({ takedown: z.object({ id: Id, host: z.string() }), caseReference: z.string() }),
  red: z.object({ notice: z.object({ locations: z.array(z.object({ url: z.url() })) }) }).optional(),
  events: z.array(z.object({ seq: z.int(), event: z.object({ type: z.string() }) })),
});
const Tasks = z.object({
  tasks: z.array(
    z.object({
      id: z.string().startsWith('task_'),
      takedownId: Id,
      kind: z.string(),
      caseReference: z.string(),
    }),
  ),
});
const Failed = z.object({
  error: z.object({ code: z.string(), message: z.string(), field: z.string(), cure: z.string() }),
});

let database: TestDatabase;
let folder: Awaited<ReturnType<typeof tempFolder>>;
let env: Environment;

beforeAll(async () => {
  await builtProgram();
  [database, folder] = [await freshDatabase(), await tempFolder('cli')];
  env = { DATABASE_URL: database.url, REDRESS_DATA_DIR: folder.path };
  // The first command makes the tables and the key, before many come at once.
  expect((await run('status')).code).toBe(0);
}, 180_000);
afterAll(async () => {
  await database.drop();
  await folder.remove();
});

const run = (...args: readonly string[]): Promise<Ended> => redress(env, ...args);

/** The options of a complete request, each with something that must never be told. */
const about = (reference: string): readonly string[] => [
  '--case-reference',
  reference,
  '--age-in-image',
  'adult',
  '--description',
  `${CANARY} description`,
  '--non-consent-statement',
  `${CANARY} statement`,
  '--good-faith',
  'yes',
  '--accuracy',
  'yes',
  '--authority-basis',
  `${CANARY} authority`,
  '--consented-on',
  '2026-11-20',
  '--subject-country',
  'US',
];

async function submit(url: string, reference: string): Promise<string> {
  const { answers } = await answer(env, Submitted, ['submit', url, ...about(reference)]);
  const [one] = answers;
  if (one?.result !== 'accepted') throw new Error(JSON.stringify(one));
  return one.id;
}

async function csv(name: string, rows: readonly string[]): Promise<string> {
  const path = join(folder.path, name);
  const header = 'case_reference,url,age_in_image,non_consent_statement,good_faith,accuracy,description';
  await writeFile(path, [header, ...rows].join('\n'));
  return path;
}
const good = (id: number): string =>
  `HL-1,http://letterbox.practice.test/p/${id},adult,Not agreed,yes,yes,${CANARY}`;

describe.concurrent('a helpline at the command line', { timeout: 120_000 }, () => {
  it('submits one URL, and submits it again without making a second takedown', async () => {
    const url = `http://letterbox.practice.test/p/301?${CANARY}`;
    const id = await submit(url, 'CLI-1');
    const again = await answer(env, Submitted, ['submit', url, ...about('CLI-1')]);
    expect(again.answers).toEqual([{ line: null, result: 'duplicate', id }]);
    const page = await answer(env, Page, ['list', '--case', 'CLI-1', '--status', 'queued']);
    expect(page.takedowns).toMatchObject([{ id, platform: 'practice-letterbox', caseReference: 'CLI-1' }]);
    expect(JSON.stringify(page)).not.toContain(CANARY);
  });

  it('reads the whole timeline of a takedown, and of its own only', async () => {
    const id = await submit('http://letterbox.practice.test/p/302', 'CLI-2');
    const shown = await answer(env, Shown, ['show', id]);
    expect(shown.stored.takedown.id).toBe(id);
    expect(shown.red?.notice.locations).toMatchObject([{ url: 'http://letterbox.practice.test/p/302' }]);
    expect(shown.events.map(({ event }) => event.type)).toEqual(['requested']);
    const words = await run('show', id, '--notices');
    expect(words.code).toBe(0);
    for (const part of [id, 'CLI-2', 'Letterbox', 'Timeline', 'Received for', 'look whether it is there'])
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
    const path = join(folder.path, `${name}.csv`);
    await writeFile(path, text);
    const ended = await run('submit', '--csv', path);
    expect(ended.code).toBe(2);
    if (code !== undefined) expect(ended.err).toContain(`[${code}]`);
    expect(ended.err + ended.out).not.toContain(CANARY);
  });

  it('sees its tasks, does one, and fails another', async () => {
    const ids = [
      await submit('https://nowhere.example/p/308', 'CLI-3'),
      await submit('https://nowhere.example/p/309', 'CLI-3'),
    ];
    const { tasks } = await answer(env, Tasks, ['tasks', 'list']);
    const mine = tasks.filter((task) => task.caseReference === 'CLI-3');
    expect(mine.map((task) => task.takedownId).sort()).toEqual([...ids].sort());
    expect(new Set(mine.map((task) => task.kind))).toEqual(new Set(['find_platform']));
    const [first, second] = mine;
    const sheet = await run('tasks', 'show', first?.id ?? '');
    expect(sheet.out).toContain('Find out which platform');
    expect(sheet.out).toContain('https://nowhere.example/p/30');
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
      await submit('http://letterbox.practice.test/p/310', 'CLI-4'),
      await submit('http://letterbox.practice.test/p/311', 'CLI-4'),
    ];
    const Withdrawn = z.object({ id: Id, outcome: z.string() });
    expect(await answer(env, Withdrawn, ['withdraw', id])).toEqual({ id, outcome: 'withdrawn' });
    const words = await run('withdraw', minor, '--minor');
    expect(words.code).toBe(0);
    expect(words.out).toContain('minor_route');
    expect(words.out).toContain('https://takeitdown.ncmec.org');
    const shown = await answer(env, Shown, ['show', minor]);
    expect(shown.red).toBeUndefined();
    expect(shown.events.map(({ event }) => event.type)).toEqual(['requested', 'age_changed', 'closed']);
  });

  it('with a token is known by it, and sees nothing of others', async () => {
    const id = await submit('http://letterbox.practice.test/p/312', 'CLI-5');
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

  it('stops everything and goes on', async () => {
    const Stops = z.object({ stops: z.array(z.object({ scope: z.string(), why: z.string() })) });
    const stopped = await answer(env, Stops, ['stop', 'practice-deafly', '--why', 'a test']);
    expect(stopped.stops).toEqual([{ scope: 'practice-deafly', why: 'a test' }]);
    expect(await answer(env, Stops, ['resume', 'practice-deafly'])).toMatchObject({ stops: [] });
    expect((await run('stop', 'no-such-one')).code).toBe(2);
  });
});

describe.concurrent('ops at the command line', { timeout: 120_000 }, () => {
  it('see what is configured and reachable', async () => {
    const Findings = z.object({
      findings: z.array(
        z.object({ part: z.string(), state: z.enum(['ok', 'note', 'fault']), text: z.string() }),
      ),
    });
    const { findings } = await answer(env, Findings, ['doctor']);
    expect(findings.map((one) => [one.part, one.state])).toEqual(
      ['mode', 'data folder', 'platform files', 'browser', 'mail', 'database', 'queue'].map((part) => [
        part,
        'ok',
      ]),
    );
    const broken = {
      ...env,
      DATABASE_URL: 'postgres://u:canary-5b1d@127.0.0.1:1/none',
      REDRESS_CHROMIUM: '/none',
    };
    const bad = await answer(broken, Findings, ['doctor'], 4);
    const faults = bad.findings.filter((one) => one.state === 'fault');
    expect(faults.map((one) => one.part)).toEqual(['browser', 'database']);
    expect(JSON.stringify(bad)).not.toContain(CANARY);
  });

  it('prove the record, and see where it was altered', async () => {
    const [other, place] = [await freshDatabase(), await tempFolder('tampered')];
    const theirs = { DATABASE_URL: other.url, REDRESS_DATA_DIR: place.path };
    const Audit = z.object({
      takedowns: z.int(),
      events: z.int(),
      breaks: z.array(z.object({ takedownId: Id, seq: z.int().nullable(), kind: z.string() })),
    });
    const { answers } = await answer(theirs, Submitted, [
      'submit',
      'https://nowhere.example/p/1',
      ...about('CLI-6'),
    ]);
    const [one] = answers;
    if (one?.result !== 'accepted') throw new Error('not accepted');
    expect(await answer(theirs, Audit, ['audit', 'verify'])).toMatchObject({ takedowns: 1, breaks: [] });
    await query(
      other.url,
      `BEGIN; SET LOCAL session_replication_role = replica;
       UPDATE redress.events SET event = jsonb_set(event, '{by}', '"somebody else"') WHERE seq = 1; COMMIT`,
    );
    expect(await answer(theirs, Audit, ['audit', 'verify', one.id], 4)).toMatchObject({
      breaks: [{ takedownId: one.id, seq: 1, kind: 'altered' }],
    });
    await other.drop();
    await place.remove();
  });

  it('read what the platform files say, without a database', async () => {
    const none = { REDRESS_DATA_DIR: '/nowhere', DATABASE_URL: 'postgres://127.0.0.1:1/none' };
    const Lint = z.object({ files: z.int().positive(), errors: z.literal(0), warnings: z.int() });
    await answer(none, Lint, ['platforms', 'lint']);
    const List = z.object({
      recipients: z.array(z.object({ id: z.string(), hosts: z.array(z.string()) })).min(20),
    });
    const { recipients } = await answer(none, List, ['platforms', 'list']);
    expect(recipients.map((one) => one.id)).toContain('practice-pixhub');
    const Recipient = z.object({ id: z.literal('practice-looply'), ladder: z.array(z.unknown()).min(1) });
    await answer(none, Recipient, ['platforms', 'show', 'practice-looply']);
    const Preview = z.object({
      previews: z.array(z.object({ channel: z.string(), kind: z.string(), sent: z.string() })),
    });
    const { previews } = await answer(none, Preview, ['platforms', 'preview', 'practice-letterbox']);
    expect(previews).toMatchObject([{ channel: 'safety-desk', kind: 'email' }]);
    expect(previews[0]?.sent).toContain('To: safety@letterbox.practice.test');
    expect((await answer(none, Failed, ['platforms', 'show', 'none'], 2)).error.code).toBe(
      'platform_unknown',
    );
  });

  it('are told file, path and reason when a platform file is broken, and nothing starts', async () => {
    const place = await tempFolder('broken');
    await cp(join(packageRoot(), 'platforms'), place.path, { recursive: true });
    const file = join(place.path, 'practice', 'practice-deafly.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace('kind: platform', 'kind: plattform'));
    const broken = { ...env, REDRESS_PLATFORMS_DIR: place.path };
    for (const command of [['serve'], ['list']]) {
      const ended = await redress(broken, ...command);
      expect(ended.code).toBe(2);
      expect(ended.err).toContain('practice/practice-deafly.yaml');
      expect(ended.err).toMatch(/practice-deafly\.yaml[^\n]*kind/);
      expect(ended.err).toContain('redress platforms lint');
    }
    const Lint = z.object({
      errors: z.literal(1),
      faults: z
        .array(z.object({ file: z.string(), line: z.int(), path: z.string(), reason: z.string() }))
        .length(1),
    });
    const { faults } = await answer(broken, Lint, ['platforms', 'lint'], 4);
    expect(faults).toMatchObject([{ file: 'practice/practice-deafly.yaml', path: 'kind' }]);
    await place.remove();
  });
});

describe.concurrent('a command that is given something wrong', { timeout: 120_000 }, () => {
  it.each<readonly [string, readonly string[], Environment, number, string]>([
    ['no such command', ['sumbit'], {}, 2, 'unknown command'],
    ['no such option', ['list', '--stauts', 'queued'], {}, 2, 'unknown option'],
    ['no such status', ['list', '--status', 'lost'], {}, 2, 'Allowed choices'],
    ['no such outcome', ['list', '--outcome', 'remvoed'], {}, 2, 'Allowed choices'],
    ['half a number', ['list', '--limit', '2.5'], {}, 2, 'whole number'],
    ['nothing to submit', ['submit'], {}, 2, '[submit_what]'],
    ['a file that is not there', ['submit', '--csv', '/none.csv'], {}, 2, '[csv_unreadable]'],
    ['a setting that is not valid', ['list'], { REDRESS_MODE: 'prod' }, 2, 'REDRESS_MODE'],
    ['live mode without its key', ['list'], { REDRESS_MODE: 'live' }, 2, '[master_key_missing]'],
    [
      'a database that is away',
      ['list'],
      { DATABASE_URL: 'postgres://127.0.0.1:1/none' },
      5,
      '[database_unreachable]',
    ],
  ])('(%s) says so and ends with the right code', async (_, args, more, code, words) => {
    const ended = await redress({ ...env, ...more }, ...args);
    expect([ended.code, ended.err]).toEqual([code, expect.stringContaining(words)]);
    expect(ended.out).toBe('');
  });
});

it('nothing that a helpline wrote is on standard error of any command', () => {
  expect(standardErrors.length).toBeGreaterThan(50);
  expect(standardErrors.join('\n')).not.toContain(CANARY);
});
