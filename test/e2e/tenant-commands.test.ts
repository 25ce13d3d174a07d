import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Base } from '../../src/app/base.ts';
import { PRACTICE_HELPLINE } from '../../src/app/practice-helpline.ts';
import { intake } from '../../src/flow/intake/intake.ts';
import { Failed } from './support/answers.ts';
import { type CommandPlace, commandPlace } from './support/command-place.ts';
import { answer, type Environment } from './support/redress.ts';
import { requestAbout } from './support/request.ts';

let place: CommandPlace;
let env: Environment;
let base: Base;

beforeAll(async () => {
  place = await commandPlace('tenants');
  ({ env, base } = place);
}, 180_000);
afterAll(() => place.end());

const Made = z.object({ id: z.string(), token: z.string(), role: z.string().optional() });
const Cases = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      reference: z.string(),
      helplineId: z.string(),
      shares: z.array(z.object({ with: z.string(), access: z.string() })),
    }),
  ),
});
const Changed = z.object({ caseId: z.string(), changed: z.boolean() });
const Listed = z.object({
  tokens: z.array(
    z.object({
      id: z.string(),
      helplineId: z.string().nullable(),
      scopes: z.array(z.string()),
      revokedAt: z.number().nullable(),
      lastUsedAt: z.number().nullable(),
    }),
  ),
});

/** Making tokens by the command line is tested below. */
async function tokenOf(id: string, role: string): Promise<string> {
  await base.deps.ledger.saveHelpline({ ...PRACTICE_HELPLINE, id, name: id });
  const of = { helplineId: id, label: 'test', scopes: [role], expiresAt: null };
  return (await base.handle.tokens.create(of, Date.now())).token;
}

const as = (token: string): Environment => ({ ...env, REDRESS_TOKEN: token });

describe('two helplines on the command line', () => {
  it('share a case for as long as its lead wants, and see it only then', { timeout: 240_000 }, async () => {
    const [lead, practitioner, other] = [
      await tokenOf('north', 'lead'),
      await tokenOf('north', 'practitioner'),
      await tokenOf('south', 'lead'),
    ];
    const helpline = await base.deps.ledger.helpline('north');
    if (helpline === undefined) throw new Error('no helpline');
    const request = requestAbout('http://letterbox.practice.test/p/7', { case: 'N-1', countries: ['US'] });
    expect(await intake(base.deps, helpline, 'test', [request])).toMatchObject([{ result: 'accepted' }]);
    const shared = async () => (await answer(as(other), Cases, ['cases', 'list', '--shared'])).cases;
    const share = ['cases', 'share', 'N-1', '--with', 'south', '--access', 'act'];
    expect(await answer(as(practitioner), Failed, share, 2)).toMatchObject({
      error: { code: 'role_insufficient' },
    });
    const { caseId, changed } = await answer(as(lead), Changed, share);
    expect(changed).toBe(true);
    const shares = [{ with: 'south', access: 'act' }];
    expect(await shared()).toMatchObject([{ id: caseId, helplineId: 'north', shares }]);
    expect((await answer(as(lead), Cases, ['cases', 'list'])).cases).toMatchObject([{ id: caseId, shares }]);
    expect((await answer(as(lead), Changed, ['cases', 'unshare', 'N-1', '--with', 'south'])).changed).toBe(
      true,
    );
    expect(await shared()).toEqual([]);
  });
});

describe('tokens on the command line', () => {
  it('are made for ops without a helpline, replaced, revoked and listed', { timeout: 240_000 }, async () => {
    const ops = await answer(env, Made, ['token', 'create', '--role', 'ops']);
    expect(ops.role).toBe('ops');
    expect(await answer(env, Failed, ['token', 'create', '--role', 'lead'], 2)).toMatchObject({
      error: { code: 'token_role' },
    });
    const made = await answer(env, Made, ['token', 'rotate', ops.id, '--hours', '1']);
    expect(made.token).not.toBe(ops.token);
    await answer(env, z.object({ revoked: z.literal(true) }), ['token', 'revoke', ops.id]);
    expect(await answer(env, Failed, ['token', 'revoke', ops.id], 2)).toMatchObject({
      error: { code: 'token_unknown' },
    });
    const { tokens } = await answer(env, Listed, ['token', 'list']);
    const found = (id: string) => tokens.find((one) => one.id === id);
    expect(found(ops.id)?.revokedAt).toBeTypeOf('number');
    expect(found(made.id)).toMatchObject({
      helplineId: null,
      scopes: ['ops'],
      revokedAt: null,
      lastUsedAt: null,
    });
  });
});
