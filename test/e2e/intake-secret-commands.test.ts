import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { IntakeKeySet } from '../../src/wire/intake-envelope.ts';
import { freshDatabase, type TestDatabase } from '../support/postgres.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { Failed } from './support/answers.ts';
import { builtProgram } from './support/built.ts';
import { answer, type Environment, redress } from './support/redress.ts';

let database: TestDatabase;
let folder: Awaited<ReturnType<typeof tempFolder>>;
let env: Environment;

beforeAll(async () => {
  await builtProgram();
  [database, folder] = [await freshDatabase(), await tempFolder('intake-secret')];
  env = { DATABASE_URL: database.url, REDRESS_DATA_DIR: folder.path };
}, 180_000);
afterAll(async () => {
  await database.drop();
  await folder.remove();
});

const Made = z.object({ id: z.string(), secret: z.string(), helpline: z.literal('practice-helpline') });
const Listed = z.object({
  secrets: z.array(z.object({ id: z.string(), helplineId: z.string(), endsAt: z.number().nullable() })),
});
const Revoked = z.object({ helpline: z.string(), ended: z.number() });

describe('redress intake-secret', () => {
  it('makes, changes, lists and ends secrets, and shows each once', async () => {
    const first = await answer(env, Made, ['intake-secret', 'create', 'practice-helpline']);
    expect(first.secret).toMatch(/^redress_intake_[\w-]{43}$/);
    const second = await answer(env, Made, [
      'intake-secret',
      'create',
      'practice-helpline',
      '--overlap',
      '2',
    ]);
    const { secrets } = await answer(env, Listed, ['intake-secret', 'list', 'practice-helpline']);
    expect(secrets.map(({ id, endsAt }) => [id, endsAt === null])).toEqual([
      [second.id, true],
      [first.id, false],
    ]);
    const shown = await redress(env, 'intake-secret', 'list');
    expect(shown.out).toContain(first.id);
    expect(shown.out).not.toContain(second.secret);
  }, 180_000);

  it('ends one, or all at once, and knows no helpline that is not there', async () => {
    const first = await answer(env, Made, ['intake-secret', 'create', 'practice-helpline']);
    const one = await answer(env, Revoked, [
      'intake-secret',
      'revoke',
      'practice-helpline',
      '--secret',
      first.id,
    ]);
    expect(one.ended).toBe(1);
    expect((await answer(env, Revoked, ['intake-secret', 'revoke', 'practice-helpline'])).ended).toBe(2);
    expect((await answer(env, Revoked, ['intake-secret', 'revoke', 'practice-helpline'], 4)).ended).toBe(0);
    const failed = await answer(env, Failed, ['intake-secret', 'create', 'nobody'], 2);
    expect(failed.error.code).toBe('helpline_unknown');
  }, 180_000);

  it('shows the same public key each time', async () => {
    const key = await answer(env, IntakeKeySet, ['intake-secret', 'key']);
    expect(await answer(env, IntakeKeySet, ['intake-secret', 'key'])).toEqual(key);
    expect(JSON.stringify(key)).not.toContain('"d"');
  });
});
