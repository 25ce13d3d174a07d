import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestLedger } from './support/ledger.ts';
import { HELPLINE, testLedger } from './support/ledger.ts';
import { T0 } from './support/takedowns.ts';

let t: TestLedger;
beforeAll(async () => {
  t = await testLedger();
});
afterAll(() => t.end());

describe('tokens', () => {
  const of = { helplineId: HELPLINE.id, label: 'front desk', scopes: ['takedowns:write'], expiresAt: null };

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
    const used = await t.tokens.create({ ...of, helplineId: null, label: 'ops' }, T0);
    await t.tokens.touch(used.id, T0 + 5);
    await t.tokens.touch(used.id, T0 + 30_000);
    expect((await t.tokens.find(used.token, T0))?.lastUsedAt).toBe(T0 + 5);
    await t.tokens.touch(used.id, T0 + 90_000);
    const listed = (await t.tokens.list()).find((one) => one.id === used.id);
    expect(listed).toMatchObject({ label: 'ops', helplineId: null, lastUsedAt: T0 + 90_000 });
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
