import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chromiumOfMachine, findChromium, programOnPath } from '../../../src/browser/find-chromium.ts';
import { howToInstall, machine, machineOf } from '../../../src/browser/install-cure.ts';
import { RedressError } from '../../../src/domain/errors.ts';

describe('finding Chromium', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redress-find-'));
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  const program = (name: string, mode = 0o755) => {
    const path = join(folder, name);
    writeFileSync(path, '#!/bin/sh\n');
    chmodSync(path, mode);
    return path;
  };

  it('takes the one that the operator named, before all others', () => {
    const named = program('named');
    expect(findChromium({ explicit: named, playwright: () => program('own') })).toBe(named);
  });

  it('lets nothing stand in for a named one that is not there', () => {
    const find = () => findChromium({ explicit: join(folder, 'gone'), playwright: () => program('own') });
    expect(find).toThrow(RedressError);
    expect(find).toThrow(expect.objectContaining({ code: 'browser_missing', field: 'REDRESS_CHROMIUM' }));
  });

  it('takes no folder for a program', () => {
    mkdirSync(join(folder, 'chromium'));
    expect(() => findChromium({ explicit: join(folder, 'chromium') })).toThrow(RedressError);
  });

  it("takes Playwright's own before the machine's", () => {
    const own = program('own');
    expect(findChromium({ playwright: () => own })).toBe(own);
  });

  it("takes the machine's when Playwright has downloaded none, or knows none for this machine", () => {
    vi.stubEnv('PATH', folder);
    const fallback = program('google-chrome');
    const expected = chromiumOfMachine('linux') ?? fallback;
    const unsupported = () => {
      throw new Error('no build for this platform');
    };
    expect(findChromium({ playwright: unsupported })).toBe(expected);
    expect(findChromium({ playwright: () => join(folder, 'not-downloaded') })).toBe(expected);
  });

  it('finds programs on PATH that may be run', () => {
    vi.stubEnv('PATH', folder);
    expect(programOnPath('redis-server')).toBeUndefined();
    const path = program('redis-server');
    expect(programOnPath('redis-server')).toBe(path);
  });
});

describe('what to do on a machine without it', () => {
  it.each([
    ['debian', 'ID=debian\nVERSION_ID="12"'],
    ['ubuntu', 'NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian'],
    ['ubuntu', 'ID=linuxmint\nID_LIKE="ubuntu debian"'],
    ['fedora', 'ID="rocky"\nID_LIKE="rhel centos fedora"'],
    ['alpine', 'ID=alpine'],
    ['other', 'ID=haiku'],
    ['other', ''],
  ])('knows %s by its os-release', (expected, osRelease) => {
    expect(machineOf(osRelease)).toBe(expected);
  });

  it('knows the Mac and Windows without reading anything', () => {
    expect([machine('darwin'), machine('win32')]).toEqual(['mac', 'windows']);
  });

  it('names the command, and the way to name a Chromium', () => {
    expect(howToInstall('chromium', 'debian')).toBe(
      'apt-get install -y --no-install-recommends chromium (or name a Chromium with REDRESS_CHROMIUM)',
    );
    expect(howToInstall('redis-server', 'mac')).toBe('brew install redis');
  });
});
