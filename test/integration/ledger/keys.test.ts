import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerHandle } from '../../../src/ledger/open.ts';
import { openLedger } from '../../../src/ledger/open.ts';
import { parseMasterKey } from '../../../src/ledger/vault/master.ts';
import { onlyCase } from '../../support/only-case.ts';
import { silentLogger } from '../../support/silent-logger.ts';
import type { TestLedger } from './support/ledger.ts';
import { HELPLINE, testLedger } from './support/ledger.ts';
import { newTakedown } from './support/takedowns.ts';

let t: TestLedger;
const opened: LedgerHandle[] = [];
beforeAll(async () => {
  t = await testLedger();
});
afterAll(async () => {
  await Promise.all(opened.map((one) => one.close()));
  await t.end();
});

const NEW = randomBytes(32).toString('base64');

async function open(key: string, previous?: string): Promise<LedgerHandle> {
  const handle = await openLedger({
    databaseUrl: t.url,
    dataDir: tmpdir(),
    masterKey: parseMasterKey(key),
    previousKey: previous === undefined ? undefined : parseMasterKey(previous),
    logger: silentLogger,
    poolSize: 3,
  });
  opened.push(handle);
  return handle;
}

async function takedown(handle: LedgerHandle, reference: string, url?: string) {
  const caseId = await onlyCase(handle.ledger, HELPLINE.id, reference);
  const one = newTakedown(caseId, url === undefined ? {} : { url });
  const [answer] = await handle.ledger.add([one]);
  return { caseId, id: one.id, answer };
}

/** What a process sees of a takedown: its URL and its case's reference. */
async function read(handle: LedgerHandle, id: string): Promise<string> {
  const facts = await handle.ledger.facts(id);
  return `${facts?.stored.caseReference} ${facts?.red?.notice.locations[0]?.url}`;
}

describe('the change of the master key', () => {
  it('keeps what the first key derived, and derives all else from a root of its own', async () => {
    const master = parseMasterKey(t.key);
    expect(t.deriveKey('correlation tag').equals(master.derive('correlation tag'))).toBe(true);
    expect(t.deriveKey('intake').equals(master.derive('intake'))).toBe(false);
    const secrets = await t.sql<{ name: string; wrapped: Buffer }>(
      'SELECT name, wrapped FROM redress.secrets',
    );
    expect(secrets.map((one) => one.name).sort()).toEqual([
      'case-reference',
      'correlation tag',
      'root',
      'url-hash',
    ]);
    for (const { name, wrapped } of secrets) expect(wrapped.includes(master.derive(name))).toBe(false);
  });

  it('goes on while old and new processes work on the same ledger', async () => {
    const url = 'https://bigsite.test/post/rotated';
    const before = await takedown(t, 'before', url);
    const both = await open(NEW, t.key);
    // Until the change is asked for, a process with the old key alone reads what a new one writes.
    const during = await takedown(both, 'during');
    expect(await read(t, during.id)).toContain('during https://bigsite.test/post/');
    expect(await read(both, before.id)).toBe(`before ${url}`);
    expect((await both.keys.state()).map(({ current, given }) => ({ current, given }))).toEqual([
      { current: true, given: true },
    ]);

    await t.workers.beat('old-process', 'worker');
    await expect(both.keys.rotate()).rejects.toMatchObject({
      code: 'key_rotation_early',
      message: expect.stringContaining('old-process'),
    });
    await t.workers.leave('old-process');
    await both.workers.beat('new-process', 'worker');

    // Cases are made while all keys are wrapped anew.
    const third = await open(NEW, t.key);
    const made = Array.from({ length: 60 }, (_, index) => takedown(third, `meanwhile ${index}`));
    const [rotation, ...meanwhile] = await Promise.all([both.keys.rotate(), ...made]);
    expect(rotation.rewrapped).toBeGreaterThanOrEqual(7);
    const left = await t.sql('SELECT 1 FROM redress.cases WHERE key_id <> $1', [rotation.keyId]);
    expect(left).toEqual([]);

    const alone = await open(NEW);
    expect(await read(alone, before.id)).toBe(`before ${url}`);
    expect(await read(alone, during.id)).toContain('during');
    for (const { id } of meanwhile) expect(await read(alone, id)).toContain('meanwhile');
    // Keyed hashes are as they were: a case and an open URL are found again, and tags stay good.
    expect(await onlyCase(alone.ledger, HELPLINE.id, 'before')).toBe(before.caseId);
    expect((await takedown(alone, 'again', url)).answer).toEqual({ duplicateOf: before.id });
    expect(alone.deriveKey('correlation tag').equals(t.deriveKey('correlation tag'))).toBe(true);
    expect(alone.deriveKey('intake').equals(t.deriveKey('intake'))).toBe(true);
    expect(await alone.verifyAudit()).toMatchObject({ breaks: [] });
    expect(await both.keys.rotate()).toEqual({ keyId: rotation.keyId, rewrapped: 0 });
    expect(await alone.keys.state()).toMatchObject([
      { current: true, given: true },
      { current: false, given: false, wraps: 0 },
    ]);
  });

  it('leaves a process behind that has the old key alone: it says so and makes nothing under it', async () => {
    await expect(takedown(t, 'too late')).rejects.toMatchObject({ code: 'master_key_outdated' });
    await expect(open(t.key)).rejects.toMatchObject({ code: 'master_key_wrong' });
  });

  it('that was broken off is finished by whoever has both keys, and by nobody else', async () => {
    const newest = randomBytes(32).toString('base64');
    const first = await open(newest, NEW);
    await t.workers.leave('new-process');
    await t.sql(`DELETE FROM redress.workers`);
    // As if it had ended right after the new key was made the current one.
    const { id } = parseMasterKey(newest);
    await t.sql('UPDATE redress.master_keys SET current = false');
    await t.sql('INSERT INTO redress.master_keys (id, current, created_at) VALUES ($1, true, 1)', [id]);
    const made = await takedown(first, 'in between');
    await expect(open(newest)).rejects.toMatchObject({ code: 'master_key_previous_missing' });
    const told: number[] = [];
    expect((await first.keys.rotate((count) => told.push(count))).rewrapped).toBeGreaterThan(60);
    expect(told.length).toBeGreaterThan(0);
    expect(await read(await open(newest), made.id)).toContain('in between');
  });
});
