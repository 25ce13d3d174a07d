import { describe, expect, it } from 'vitest';
import { installCommands, type Rooted } from '../../../scripts/install-commands.ts';
import type { Machine, Program } from '../../../src/browser/install-cure.ts';

const both = ['chromium', 'redis-server'] as const;
const words = (programs: readonly Program[], on: Machine, rooted: Rooted, systemd = false) =>
  installCommands(programs, on, rooted, systemd).map(({ argv }) => argv.join(' '));

describe('installing what is missing', () => {
  it('uses the packages of Debian, quietly and without starting services', () => {
    expect(words(both, 'debian', 'root')).toEqual([
      'apt-get update',
      'apt-get install -y --no-install-recommends chromium redis-server',
    ]);
    for (const { env } of installCommands(both, 'debian', 'root')) {
      expect(env).toEqual({ DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' });
    }
  });

  it('leaves no redis-server running as a service where systemd has started one', () => {
    expect(words(['redis-server'], 'debian', 'root', true).at(-1)).toBe(
      'systemctl disable --now redis-server',
    );
    expect(words(['chromium'], 'debian', 'root', true).join()).not.toContain('systemctl');
  });

  it('gives sudo the environment by name, since it drops its own', () => {
    expect(words(['redis-server'], 'debian', 'sudo').at(1)).toBe(
      'sudo -n DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y --no-install-recommends redis-server',
    );
  });

  it("downloads Playwright's Chromium on Ubuntu, whose own package is a snap", () => {
    expect(words(both, 'ubuntu', 'root')).toEqual([
      'apt-get update',
      'apt-get install -y --no-install-recommends redis-server',
      'npx playwright install --with-deps chromium',
    ]);
  });

  it.each(['mac', 'windows', 'fedora', 'other', 'debian'] as const)(
    'can only download Chromium on %s without root',
    (on) => {
      expect(words(both, on, 'no')).toEqual(['npx playwright install chromium']);
      expect(words(['redis-server'], on, 'no')).toEqual([]);
    },
  );
});
