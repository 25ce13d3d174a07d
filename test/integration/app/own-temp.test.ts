import { spawnSync } from 'node:child_process';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { openOwnTemp } from '../../../src/app/own-temp.ts';
import { createBrowserHost } from '../../../src/browser/host.ts';
import { createOutbound } from '../../../src/outbound/outbound.ts';
import { silentLogger } from '../../support/silent-logger.ts';
import { tempFolder } from '../../support/temp-folder.ts';

it('a process has a folder of its own for its browser, and removes it when it ends', async ({
  onTestFinished,
}) => {
  const folder = await tempFolder('own');
  onTestFinished(() => folder.remove());
  const outside = tmpdir();
  const own = await openOwnTemp(folder.path);
  onTestFinished(() => own.remove());
  expect(tmpdir()).toBe(own.path);
  expect((await stat(own.path)).mode & 0o077).toBe(0);
  const outbound = createOutbound({ mode: 'live', allowNetworks: ['127.0.0.0/8'] });
  const host = createBrowserHost({ outbound, log: silentLogger });
  try {
    const inside = await host.withContext(async () => readdir(own.path), new AbortController().signal);
    expect(inside.filter((name) => name.startsWith('playwright_chromiumdev_profile-'))).toHaveLength(1);
    // What Chromium makes for itself, its socket for instance.
    expect(inside.filter((name) => /chromium/i.test(name)).length).toBeGreaterThan(1);
  } finally {
    await host.close();
    await outbound.close();
  }
  await own.remove();
  expect(tmpdir()).toBe(outside);
  expect(await readdir(folder.path)).toEqual([]);
});

it('a process goes without where nothing can be written', async () => {
  const before = tmpdir();
  const none = await openOwnTemp('/proc/self/no-such-folder');
  expect([none.path, tmpdir()]).toEqual(['/proc/self/no-such-folder', before]);
  await none.remove();
});

it('what killed processes left is removed at the start, and nothing of anybody else', async ({
  onTestFinished,
}) => {
  const folder = await tempFolder('own');
  onTestFinished(() => folder.remove());
  const first = await openOwnTemp(folder.path);
  const name = basename(first.path);
  const of = (pid: number | string): string => name.replace(/\d+$/, String(pid));
  await first.remove();
  const { pid: dead } = spawnSync(process.execPath, ['-e', '']);
  const left = [of(dead), of(process.pid)];
  const others = [of(process.ppid), of('x'), of(dead).replace(/-[0-9a-f]{8}-/, '-00000000-'), 'redress-else'];
  for (const one of [...left, ...others]) {
    await mkdir(join(folder.path, one, 'playwright_chromiumdev_profile-abc'), { recursive: true });
    await writeFile(join(folder.path, one, 'playwright_chromiumdev_profile-abc', 'Cookies'), 'x');
  }
  // A link with the name of one leads somewhere else.
  await writeFile(join(folder.path, of(1_999_999_999)), 'a file');
  const own = await openOwnTemp(folder.path);
  onTestFinished(() => own.remove());
  expect((await readdir(folder.path)).toSorted()).toEqual(
    [...others, of(1_999_999_999), basename(own.path)].toSorted(),
  );
  expect(await readdir(own.path)).toEqual([]);
});
