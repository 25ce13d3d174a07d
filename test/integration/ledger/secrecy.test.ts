import { randomBytes } from 'node:crypto';
import { chmod, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLedger } from '../../../src/ledger/open.ts';
import { parseMasterKey } from '../../../src/ledger/vault/master.ts';
import { sandboxMasterKey } from '../../../src/ledger/vault/sandbox-key.ts';
import { seal, unseal } from '../../../src/ledger/vault/seal.ts';
import { Vault } from '../../../src/ledger/vault/vault.ts';
import { onlyCase } from '../../support/only-case.ts';
import { silentLogger } from '../../support/silent-logger.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import type { TestLedger } from './support/ledger.ts';
import { HELPLINE, testLedger } from './support/ledger.ts';
import { changeOf, duePlan, intentFor, newTakedown, settled, T0 } from './support/takedowns.ts';

let t: TestLedger;
beforeAll(async () => {
  t = await testLedger();
});
afterAll(() => t.end());

/** A takedown with something red in every column that may hold it. */
async function fullTakedown(reference = 'canary-case-reference') {
  const caseId = await onlyCase(t.ledger, HELPLINE.id, reference);
  const one = newTakedown(caseId, {
    url: `https://bigsite.test/canary-url/${randomBytes(4).toString('hex')}`,
  });
  await t.ledger.add([one]);
  const intent = intentFor(one.id);
  const events = [
    { type: 'intended', at: T0, ...intent },
    settled(intent.key, T0 + 1),
    { type: 'replied', at: T0 + 2, noticeKey: intent.noticeKey, kind: 'receipt', via: 'person', by: 'ada' },
  ] as const;
  const first = changeOf({ takedown: one.state, plan: one.plan }, [events[0]], { opens: [intent] });
  await t.ledger.save(first);
  const second = changeOf({ takedown: first.state, plan: one.plan }, [events[1], events[2]], {
    settles: {
      key: intent.key,
      result: 'sent',
      code: 'smtp_250',
      red: { reference: 'canary-reference', text: 'canary-text', evidence: 'canary-evidence' },
    },
    plan: duePlan({ status: 'waiting', dueAt: null }),
  });
  await t.ledger.save({
    ...second,
    events: second.events.map((one) =>
      one.event.type === 'replied' ? { ...one, red: { words: 'canary-reply' } } : one,
    ),
  });
  return { caseId, id: one.id, key: intent.key };
}

async function wholeDatabase(): Promise<string> {
  const tables = await t.sql<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const rows: string[] = [];
  for (const table of tables) {
    const found = await t.sql<{ row: string }>(`SELECT x::text AS row FROM ${table.name} x`);
    rows.push(...found.map((one) => one.row));
  }
  return rows.join('\n');
}

describe('red data in the database', () => {
  it('is nowhere in the clear, nor as hex or base64', async () => {
    await fullTakedown();
    const dump = await wholeDatabase();
    expect(dump).toContain('bigsite.test');
    expect(dump).not.toContain('canary');
    expect(dump).not.toContain(Buffer.from('canary').toString('hex'));
    expect(dump).not.toContain(Buffer.from('canary').toString('base64').slice(0, 7));
  });

  it('does not open in another row', async () => {
    const a = await fullTakedown();
    const b = await fullTakedown();
    await t.sql(
      `UPDATE redress.takedowns SET notice = (SELECT notice FROM redress.takedowns WHERE id = $1) WHERE id = $2`,
      [a.id, b.id],
    );
    await expect(t.ledger.facts(b.id)).rejects.toThrow();
    expect((await t.ledger.facts(a.id))?.red).toBeDefined();
  });

  it('does not open when it was altered', async () => {
    const a = await fullTakedown();
    await t.sql(
      'UPDATE redress.takedowns SET notice = set_byte(notice, 40, get_byte(notice, 40) # 1) WHERE id = $1',
      [a.id],
    );
    await expect(t.ledger.facts(a.id)).rejects.toThrow();
  });
});

describe('erasing a case', () => {
  it('makes all of it unreadable, and leaves the record whole', async () => {
    const { caseId, id } = await fullTakedown('to be erased');
    await expect(t.ledger.eraseCase(caseId, 'ada', T0)).rejects.toMatchObject({ code: 'case_open' });
    const stored = await t.ledger.load(id);
    if (stored === undefined) throw new Error('lost');
    await t.ledger.save(
      changeOf(
        stored,
        [
          { type: 'closed', at: T0, outcome: 'removed' },
          { type: 'erased', at: T0, by: 'ada' },
        ],
        { plan: duePlan({ status: 'ended', effect: 'check', dueAt: T0 }) },
      ),
    );
    await t.ledger.eraseCase(caseId, 'ada', T0 + 1);
    const shown = await t.views.show(id);
    expect(shown).toMatchObject({ erased: true, red: undefined });
    expect(shown?.stored.caseReference).toBe('');
    expect(shown?.attempts[0]).toMatchObject({ result: 'sent', text: undefined, reference: undefined });
    expect(shown?.events.every((event) => event.red === undefined)).toBe(true);
    expect((await t.ledger.facts(id))?.red).toBeUndefined();
    expect((await t.ledger.facts(id))?.references).toEqual([]);
    expect(await t.verifyAudit({ id })).toMatchObject({ takedowns: 1, breaks: [] });
    const claimed = await t.ledger.claim(
      {
        now: T0 + 9,
        limit: 9,
        worker: 'w',
        room: new Map([['check', 1_000]]),
        pace: () => ({ perMinute: 99, concurrency: 9 }),
      },
      () => undefined,
    );
    expect(claimed.taken).toBe(0);
  });

  it('gives the same reference a new case afterwards, and takes nothing more for the old one', async () => {
    const old = await onlyCase(t.ledger, HELPLINE.id, 'comes again');
    await t.ledger.eraseCase(old, 'ada', T0);
    const fresh = await onlyCase(t.ledger, HELPLINE.id, 'comes again');
    expect(fresh).not.toBe(old);
    await expect(t.ledger.add([newTakedown(old)])).rejects.toMatchObject({ code: 'case_erased' });
    await expect(t.ledger.eraseCase('case_unknown', 'ada', T0)).rejects.toMatchObject({
      code: 'case_unknown',
    });
  });
});

describe('the master key', () => {
  it('is refused when it is not the one that the database was sealed with', async () => {
    const opening = openLedger({
      databaseUrl: t.url,
      dataDir: '/nowhere',
      masterKey: parseMasterKey(randomBytes(32).toString('base64')),
      logger: silentLogger,
    });
    await expect(opening).rejects.toMatchObject({
      code: 'master_key_wrong',
      cure: expect.stringContaining('key'),
    });
  });

  it.each(['', 'short', randomBytes(31).toString('base64'), `${randomBytes(32).toString('base64')}!`])(
    'is refused when it is not 32 bytes in base64: %#',
    (text) => {
      expect(() => parseMasterKey(text)).toThrow(expect.objectContaining({ code: 'master_key_invalid' }));
    },
  );

  it('derives keys of its own for each purpose', () => {
    const master = parseMasterKey(t.key);
    expect(master.derive('a')).toHaveLength(32);
    expect(master.derive('a').equals(master.derive('b'))).toBe(false);
    expect(t.deriveKey('correlation tag').equals(master.derive('correlation tag'))).toBe(true);
    expect(t.deriveKey('a').equals(t.deriveKey('b'))).toBe(false);
  });

  it('of a sandbox is made once, for its owner alone, and refused when others can read it', async () => {
    const folder = await tempFolder('key');
    const keys = await Promise.all([1, 2, 3].map(() => sandboxMasterKey(folder.path)));
    expect(new Set(keys.map((key) => key.id)).size).toBe(1);
    const file = join(folder.path, 'master.key');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await chmod(file, 0o640);
    await expect(sandboxMasterKey(folder.path)).rejects.toMatchObject({
      code: 'master_key_exposed',
      cure: `chmod 600 ${file}`,
    });
    await chmod(file, 0o600);
    await writeFile(file, 'not a key');
    await expect(sandboxMasterKey(folder.path)).rejects.toMatchObject({ code: 'master_key_invalid' });
    await folder.remove();
  });
});

describe('the vault', () => {
  it('binds what it seals to table, column and row', () => {
    const key = randomBytes(32);
    const at = { table: 'a', column: 'b', row: 'c' };
    const sealed = seal(key, Buffer.from('x'), at);
    expect(unseal(key, sealed, at).toString()).toBe('x');
    for (const other of [
      { ...at, table: 'z' },
      { ...at, column: 'z' },
      { ...at, row: 'z' },
    ]) {
      expect(() => unseal(key, sealed, other)).toThrow();
    }
    expect(() => unseal(randomBytes(32), sealed, at)).toThrow();
    expect(() => unseal(key, Buffer.from('too short'), at)).toThrow('no sealed value');
  });

  it('hashes one URL differently for each helpline and each master key', () => {
    const vaults = [1, 2].map(() => new Vault(parseMasterKey(randomBytes(32).toString('base64'))));
    const hashes = vaults.flatMap((vault) => [
      vault.urlHash('a', 'https://x.test/'),
      vault.urlHash('b', 'https://x.test/'),
    ]);
    expect(new Set(hashes.map((hash) => hash.toString('hex'))).size).toBe(4);
  });

  it('reads what it sealed long ago when it holds only the newest keys at hand', () => {
    const vault = new Vault(parseMasterKey(randomBytes(32).toString('base64')));
    const at = { table: 'a', column: 'b', row: 'c' };
    const cases = Array.from({ length: 2_100 }, (_, index) => {
      const caseId = `case_${index}`;
      const of = { caseId, wrappedKey: vault.newCaseKey(caseId) };
      return { of, sealed: vault.seal(of, { index }, at) };
    });
    expect(cases.map(({ of, sealed }) => vault.open(of, sealed, at))).toEqual(
      cases.map((_, index) => ({ index })),
    );
  });
});
