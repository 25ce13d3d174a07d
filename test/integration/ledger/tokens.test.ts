import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerOf, scopeOf } from '../../../src/ledger/tokens.ts';
import type { TestLedger } from './support/ledger.ts';
import { HELPLINE, testLedger } from './support/ledger.ts';
import { T0 } from './support/takedowns.ts';

let t: TestLedger;
beforeAll(async () => {
  t = await testLedger();
});
afterAll(() => t.end());

describe('tokens', () => {
  const of = { helplineId: HELPLINE.id, label: 'front desk', scopes: ['practitioner'], expiresAt: null };

  it('are shown once and kept as a hash', async () => {
    const { id: tokenId, token } = await t.tokens.create(of, T0);
    expect(token).toMatch(/^redress_[\w-]{43}$/);
    expect(await t.tokens.find(token, T0)).toEqual({
      ...of,
      id: tokenId,
      createdAt: T0,
      revokedAt: null,
      lastUsedAt: null,
    });
    expect(JSON.stringify(await t.sql('SELECT x::text FROM redress.tokens x'))).not.toContain(token.slice(8));
    expect(await t.tokens.find(`${token}x`, T0)).toBeUndefined();
  });

  it('end when they are revoked or expire', async () => {
    const revoked = await t.tokens.create(of, T0);
    expect(await t.tokens.revoke(revoked.id, T0 + 1)).toBe(true);
    expect(await t.tokens.revoke(revoked.id, T0 + 2)).toBe(false);
    expect(await t.tokens.find(revoked.token, T0 + 2)).toBeUndefined();
    const brief = await t.tokens.create({ ...of, expiresAt: T0 + 10 }, T0);
    expect(await t.tokens.find(brief.token, T0 + 9)).toBeDefined();
    expect(await t.tokens.find(brief.token, T0 + 10)).toBeUndefined();
  });

  it('note their use, at most once a minute', async () => {
    const used = await t.tokens.create({ ...of, helplineId: null, label: 'ops', scopes: ['ops'] }, T0);
    await t.tokens.touch(used.id, T0 + 5);
    await t.tokens.touch(used.id, T0 + 30_000);
    expect((await t.tokens.find(used.token, T0))?.lastUsedAt).toBe(T0 + 5);
    await t.tokens.touch(used.id, T0 + 90_000);
    const listed = (await t.tokens.list()).find((one) => one.id === used.id);
    expect(listed).toMatchObject({ label: 'ops', helplineId: null, lastUsedAt: T0 + 90_000 });
  });
});

describe('the role of a token', () => {
  const of = { helplineId: HELPLINE.id, label: 'x', expiresAt: null };

  it.each([
    [HELPLINE.id, ['ops']],
    [HELPLINE.id, []],
    [HELPLINE.id, ['practitioner', 'lead']],
    [HELPLINE.id, ['admin']],
    [null, ['lead']],
    [null, ['ops', 'lead']],
    [null, []],
  ])('of %s cannot be %j, for the code and for the table', async (helplineId, scopes) => {
    const bad = { ...of, helplineId, scopes };
    await expect(t.tokens.create(bad, T0)).rejects.toMatchObject({ code: 'token_role', field: 'role' });
    const inserted = t.sql(
      `INSERT INTO redress.tokens (id, hash, helpline_id, label, scopes, created_at) VALUES ('tok_x', '', $1, 'x', $2, 1)`,
      [helplineId, scopes],
    );
    await expect(inserted).rejects.toMatchObject({ constraint: 'tokens_role' });
    expect(callerOf({ id: 'tok_x', helplineId, scopes })).toBeUndefined();
  });

  it('says who asks, and whose rows they see', () => {
    const lead = callerOf({ id: 'tok_1', helplineId: HELPLINE.id, scopes: ['lead'] });
    expect(lead).toEqual({ kind: 'helpline', helplineId: HELPLINE.id, role: 'lead', tokenId: 'tok_1' });
    const ops = callerOf({ id: 'tok_2', helplineId: null, scopes: ['ops'] });
    expect(ops).toEqual({ kind: 'ops', tokenId: 'tok_2' });
    expect([lead, ops].flatMap((one) => (one === undefined ? [] : [scopeOf(one)]))).toEqual([
      { kind: 'helpline', helplineId: HELPLINE.id },
      { kind: 'ops' },
    ]);
  });
});

describe('rotating a token', () => {
  const of = { helplineId: HELPLINE.id, label: 'desk', scopes: ['lead'] };

  it('makes one like it, which lives as long, and lets the old one go on for a while', async () => {
    const old = await t.tokens.create({ ...of, expiresAt: T0 + 1_000 }, T0);
    const made = await t.tokens.rotate(old.id, T0 + 600, T0 + 700);
    expect(await t.tokens.find(made.token, T0 + 600)).toMatchObject({ ...of, expiresAt: T0 + 1_600 });
    expect(await t.tokens.find(old.token, T0 + 699)).toBeDefined();
    expect(await t.tokens.find(old.token, T0 + 700)).toBeUndefined();
  });

  it('never lengthens the life of the old one', async () => {
    const old = await t.tokens.create({ ...of, expiresAt: T0 + 10 }, T0);
    await t.tokens.rotate(old.id, T0, T0 + 1_000_000);
    expect(await t.tokens.find(old.token, T0 + 10)).toBeUndefined();
    const endless = await t.tokens.create({ ...of, expiresAt: null }, T0);
    expect((await t.tokens.rotate(endless.id, T0, T0)).expiresAt).toBeNull();
    expect(await t.tokens.find(endless.token, T0)).toBeUndefined();
  });

  it('is done once: of two at the same time one is refused when the old one ends at once', async () => {
    const old = await t.tokens.create({ ...of, expiresAt: null }, T0);
    const both = await Promise.allSettled([1, 2].map(() => t.tokens.rotate(old.id, T0, T0)));
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(t.tokens.rotate(old.id, T0, T0)).rejects.toMatchObject({ code: 'token_unknown' });
  });
});

describe('integrity', () => {
  it('answers what the doctor asks', async () => {
    expect(await t.integrity.ping()).toBeGreaterThan(0);
    expect(await t.integrity.version()).toMatch(/^\d+/);
    const { version, known } = await t.integrity.migrations();
    expect(version).toBe(known);
    expect((await t.integrity.sizes()).map((one) => one.table)).toContain('takedowns');
    expect(await t.integrity.unsafeSettings()).toEqual([]);
    const { limit, held } = await t.integrity.connections();
    expect(limit).toBe(200);
    expect(held.find((one) => one.by === 'redress')?.count).toBeGreaterThan(0);
  });
});
