import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { packageRoot } from '../../src/app/package-root.ts';
import { freshDatabase, type TestDatabase } from '../support/postgres.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { about, CANARY, Failed, Id, Submitted } from './support/answers.ts';
import { builtProgram } from './support/built.ts';
import { answer, type Ended, type Environment, redress, standardErrors } from './support/redress.ts';
import { query } from './support/stage.ts';

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
  expect(standardErrors.length).toBeGreaterThan(15);
  expect(standardErrors.join('\n')).not.toContain(CANARY);
});
