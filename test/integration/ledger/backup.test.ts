import { randomBytes } from 'node:crypto';
import { appendFile, cp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fold } from '../../../src/domain/fold.ts';
import { backUp } from '../../../src/ledger/backup/backup.ts';
import { restore } from '../../../src/ledger/backup/restore.ts';
import type { LedgerHandle } from '../../../src/ledger/open.ts';
import { openLedger } from '../../../src/ledger/open.ts';
import { parseMasterKey } from '../../../src/ledger/vault/master.ts';
import { onlyCase } from '../../support/only-case.ts';
import { silentLogger } from '../../support/silent-logger.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { HELPLINE } from './support/helpline.ts';
import { newTakedown } from './support/takedowns.ts';

const key = randomBytes(32).toString('base64');
const open = (dataDir: string): Promise<LedgerHandle> =>
  openLedger({ dataDir, masterKey: parseMasterKey(key), logger: silentLogger, poolSize: 4 });

let root: Awaited<ReturnType<typeof tempFolder>>;
let handle: LedgerHandle;
let backup: string;
const before: string[] = [];
let whileCopying = 0;

async function addSome(count: number): Promise<readonly string[]> {
  const caseId = await onlyCase(handle.ledger, HELPLINE.id, 'canary-case');
  const some = Array.from({ length: count }, () => newTakedown(caseId));
  await handle.ledger.add(some);
  return some.map((one) => one.id);
}

beforeAll(async () => {
  root = await tempFolder('backup');
  handle = await open(join(root.path, 'data'));
  await handle.ledger.saveHelpline(HELPLINE);
  before.push(...(await addSome(300)));
  backup = join(root.path, 'backup');
  let copying = true;
  const made = backUp(handle.databaseUrl, join(root.path, 'data'), backup).finally(() => {
    copying = false;
  });
  const writing = (async () => {
    while (copying) whileCopying += (await addSome(20)).length;
  })();
  await Promise.all([made, writing]);
}, 120_000);
afterAll(async () => {
  await handle.close();
  await root.remove();
}, 60_000);

describe('a backup that is made while the database works', () => {
  it('starts in a new folder with all that was acknowledged before it, whole and readable', async () => {
    expect(whileCopying).toBeGreaterThan(0);
    const data = join(root.path, 'restored');
    expect((await restore(backup, data, silentLogger)).format).toBe('redress-backup');
    const restored = await open(data);
    try {
      const summary = await restored.verifyAudit({ fold });
      expect(summary.breaks).toEqual([]);
      expect(summary.takedowns).toBeGreaterThanOrEqual(before.length);
      expect(summary.takedowns).toBeLessThanOrEqual(before.length + whileCopying);
      for (const id of [before[0], before.at(-1)]) {
        const facts = await restored.ledger.facts(id ?? '');
        expect(facts?.stored.caseReference).toBe('canary-case');
        expect(facts?.red?.notice.locations[0]?.url).toContain('https://bigsite.test/post/');
      }
      // It goes on from there.
      const caseId = await onlyCase(restored.ledger, HELPLINE.id, 'after');
      expect(await restored.ledger.add([newTakedown(caseId)])).toHaveLength(1);
    } finally {
      await restored.close();
    }
  }, 120_000);

  it('holds neither the master key nor anything red in the clear', async () => {
    const files = await readdir(backup, { recursive: true, withFileTypes: true });
    const needles = [Buffer.from(key, 'base64'), Buffer.from(key), Buffer.from('canary')];
    let looked = 0;
    for (const file of files.filter((one) => one.isFile())) {
      const bytes = await readFile(join(file.parentPath, file.name));
      looked += 1;
      expect(needles.filter((needle) => bytes.includes(needle))).toEqual([]);
    }
    expect(looked).toBeGreaterThan(300);
  });

  it('leaves nothing behind on the server that was copied', async () => {
    const other = await open(join(root.path, 'data'));
    await other.close();
    const slots = await readdir(join(root.path, 'data', 'pg', 'cluster', 'pg_replslot'));
    expect(slots).toEqual([]);
  });
});

describe('a restore', () => {
  it('writes over nothing', async () => {
    await expect(restore(backup, join(root.path, 'data'), silentLogger)).rejects.toMatchObject({
      code: 'restore_folder_taken',
    });
    await expect(backUp(handle.databaseUrl, join(root.path, 'data'), backup)).rejects.toMatchObject({
      code: 'backup_folder_taken',
    });
  });

  it('refuses a backup that was altered, or broken off, and leaves nothing half-way', async () => {
    const copy = join(root.path, 'copy');
    await cp(backup, copy, { recursive: true });
    await appendFile(join(copy, 'cluster', 'PG_VERSION'), '0');
    const data = join(root.path, 'elsewhere');
    await expect(restore(copy, data, silentLogger)).rejects.toMatchObject({ code: 'backup_damaged' });
    expect((await readdir(join(data, 'pg'))).filter((name) => name !== 'port')).toEqual([]);
    await rm(join(copy, 'manifest.json'));
    await expect(restore(copy, data, silentLogger)).rejects.toMatchObject({ code: 'backup_unreadable' });
  });

  it('of a folder without an embedded database has nothing to copy', async () => {
    await expect(
      backUp(handle.databaseUrl, join(root.path, 'nothing'), join(root.path, 'out')),
    ).rejects.toMatchObject({ code: 'backup_not_embedded' });
  });
});
