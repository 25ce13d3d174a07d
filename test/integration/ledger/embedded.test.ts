import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { joinEmbedded } from '../../../src/ledger/embedded/join.ts';
import { openLedger } from '../../../src/ledger/open.ts';
import { parseMasterKey } from '../../../src/ledger/vault/master.ts';
import { silentLogger } from '../../support/silent-logger.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import {
  ask,
  cleanups,
  clusterOf,
  dataFolder,
  isRunning,
  postgresUser,
  postmasterOf,
  signalServer,
} from './support/embedded.ts';
import { HELPLINE } from './support/helpline.ts';
import { startProcess } from './support/processes.ts';

const key = randomBytes(32).toString('base64');
const asRoot = process.getuid?.() === 0;

describe('the embedded database', () => {
  it('is made on first use, is durable, listens on loopback alone, and is stopped by the last one to leave', async () => {
    const data = await dataFolder();
    const handle = await openLedger({ dataDir: data, masterKey: parseMasterKey(key), logger: silentLogger });
    expect(new URL(handle.databaseUrl).hostname).toBe('127.0.0.1');
    expect(await handle.integrity.unsafeSettings()).toEqual([]);
    const settings = await ask<{ name: string; setting: string }>(
      handle.databaseUrl,
      `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit',
       'listen_addresses', 'unix_socket_directories', 'max_connections', 'data_checksums') ORDER BY name`,
    );
    expect(Object.fromEntries(settings.map((one) => [one.name, one.setting]))).toEqual({
      data_checksums: 'on',
      fsync: 'on',
      full_page_writes: 'on',
      listen_addresses: '127.0.0.1',
      max_connections: '200',
      synchronous_commit: 'on',
      unix_socket_directories: '',
    });
    expect((await stat(join(data, 'pg', 'password'))).mode & 0o777).toBe(0o600);
    await expect(ask(handle.databaseUrl.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(
      'password',
    );
    await handle.close();
    expect(await isRunning(data)).toBe(false);
    const again = await openLedger({ dataDir: data, masterKey: parseMasterKey(key), logger: silentLogger });
    expect(again.databaseUrl).toBe(handle.databaseUrl);
    await again.close();
  });

  it('is shared by processes that start together, outlives a killed one, and stops with the last', async () => {
    const data = await dataFolder();
    const processes = await Promise.all([1, 2, 3].map(() => startProcess([data, key])));
    const [first, second, third] = processes;
    expect(new Set(processes.map((one) => one.url)).size).toBe(1);
    await first?.kill();
    expect(await ask(second?.url ?? '', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await second?.close();
    expect(await isRunning(data)).toBe(true);
    await third?.close();
    expect(await isRunning(data)).toBe(false);
  });

  it('is taken over as it runs when all its processes were killed', async () => {
    const data = await dataFolder();
    const first = await startProcess([data, key]);
    await first.kill();
    const pid = await postmasterOf(data);
    const second = await startProcess([data, key]);
    expect(await postmasterOf(data)).toBe(pid);
    await second.close();
    expect(await isRunning(data)).toBe(false);
  });

  it('recovers what was committed when the server itself was killed', async () => {
    const data = await dataFolder();
    const first = await startProcess([data, key]);
    await ask(first.url, `CREATE TABLE kept AS SELECT 'committed' AS text`);
    await signalServer(data, 'SIGKILL');
    await first.kill();
    const second = await startProcess([data, key]);
    expect(await ask(second.url, 'SELECT text FROM kept')).toEqual([{ text: 'committed' }]);
    await second.close();
  });

  it('is started again under a process that goes on, when the server is killed', async () => {
    const data = await dataFolder();
    const lines: string[] = [];
    const logger = { ...silentLogger, warn: (_: unknown, message: string) => lines.push(message) };
    const handle = await openLedger({ dataDir: data, masterKey: parseMasterKey(key), logger });
    await handle.ledger.saveHelpline(HELPLINE);
    const pid = await postmasterOf(data);
    await signalServer(data, 'SIGKILL');
    const answered = async (): Promise<boolean> => {
      try {
        return (await handle.ledger.helpline(HELPLINE.id))?.name === HELPLINE.name;
      } catch {
        return false;
      }
    };
    while (!(await answered()) || [0, pid].includes(await postmasterOf(data))) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(lines).toContainEqual(expect.stringContaining('started again'));
    await handle.close();
    expect(await isRunning(data)).toBe(false);
  });

  it('starts when the pid file of a crashed server names a stranger by now', async () => {
    const data = await dataFolder();
    const first = await startProcess([data, key]);
    await first.close();
    const stranger = spawn('sleep', ['60'], asRoot ? await postgresUser() : {});
    cleanups.push(async () => {
      stranger.kill();
    });
    const cluster = await clusterOf(data);
    await writeFile(
      join(cluster, 'postmaster.pid'),
      `${stranger.pid}\n${cluster}\n1\n5432\n\n127.0.0.1\n1 1\nready\n`,
    );
    const second = await startProcess([data, key]);
    expect(await ask(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await second.close();
  });

  it('takes another port when its own is taken', async () => {
    const data = await dataFolder();
    const first = await startProcess([data, key]);
    await first.close();
    const port = Number(new URL(first.url).port);
    const thief = createServer().listen(port, '127.0.0.1');
    await once(thief, 'listening');
    const second = await startProcess([data, key]);
    expect(new URL(second.url).port).not.toBe(String(port));
    expect(Number(await readFile(join(data, 'pg', 'port'), 'utf8'))).toBe(Number(new URL(second.url).port));
    await second.close();
    thief.close();
  });

  it('begins anew after an initdb that was killed half-way', async () => {
    const data = await dataFolder();
    const draft = join(data, 'pg', 'cluster.new-1-abcd');
    await mkdir(draft, { recursive: true });
    await writeFile(join(draft, 'PG_VERSION'), '18\n');
    const handle = await startProcess([data, key]);
    expect(await ask(handle.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await handle.close();
  });

  it('says what is wrong when its password is lost, its version is another, or its files are broken', async () => {
    const data = await dataFolder();
    await (await startProcess([data, key])).close();
    const password = await readFile(join(data, 'pg', 'password'), 'utf8');
    await writeFile(join(data, 'pg', 'password'), 'another\n');
    await expect(joinEmbedded(data, silentLogger)).rejects.toMatchObject({ code: 'database_password_lost' });
    await writeFile(join(data, 'pg', 'password'), password);
    const cluster = await clusterOf(data);
    await writeFile(join(cluster, 'PG_VERSION'), '17\n');
    await expect(joinEmbedded(data, silentLogger)).rejects.toMatchObject({
      code: 'database_version_mismatch',
    });
    await writeFile(join(cluster, 'PG_VERSION'), '18\n');
    await signalServer(data, 'SIGINT');
    while (await isRunning(data)) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await rm(join(cluster, 'global', 'pg_control'));
    await expect(joinEmbedded(data, silentLogger)).rejects.toMatchObject({
      code: 'database_start_failed',
      message: expect.stringContaining('pg_control'),
      cure: expect.stringContaining('server.log'),
    });
  });

  it('says that a data folder cannot be written', async () => {
    const folder = await tempFolder('unwritable');
    cleanups.push(folder.remove);
    await writeFile(join(folder.path, 'file'), '');
    await expect(joinEmbedded(join(folder.path, 'file', 'data'), silentLogger)).rejects.toMatchObject({
      code: 'data_dir_unwritable',
      field: 'dataDir',
    });
  });
});
