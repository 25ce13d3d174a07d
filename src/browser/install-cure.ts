import { readFileSync } from 'node:fs';

export const PROGRAMS = ['chromium', 'redis-server'] as const;
export type Program = (typeof PROGRAMS)[number];

/** The machine as far as installing goes. Ubuntu stands apart: its Chromium package is a door to the snap. */
export type Machine = 'debian' | 'ubuntu' | 'fedora' | 'arch' | 'alpine' | 'mac' | 'windows' | 'other';

/** How each program is installed by hand: the words that an error message shows. */
const BY_HAND: Readonly<Record<Machine, Readonly<Record<Program, string>>>> = {
  debian: {
    chromium: 'apt-get install -y --no-install-recommends chromium',
    'redis-server': 'apt-get install -y --no-install-recommends redis-server',
  },
  ubuntu: {
    chromium: 'npx playwright install --with-deps chromium',
    'redis-server': 'apt-get install -y --no-install-recommends redis-server',
  },
  fedora: { chromium: 'dnf install -y chromium', 'redis-server': 'dnf install -y redis' },
  arch: { chromium: 'pacman -S chromium', 'redis-server': 'pacman -S redis' },
  alpine: { chromium: 'apk add chromium', 'redis-server': 'apk add redis' },
  mac: { chromium: 'npx playwright install chromium', 'redis-server': 'brew install redis' },
  windows: {
    chromium: 'npx playwright install chromium',
    'redis-server': 'run Redis in WSL: apt-get install -y redis-server',
  },
  other: {
    chromium: 'npx playwright install --with-deps chromium',
    'redis-server': 'install the package of redis-server of your system',
  },
};

export function howToInstall(program: Program, on: Machine): string {
  const command = BY_HAND[on][program];
  return program === 'chromium' ? `${command} (or name a Chromium with REDRESS_CHROMIUM)` : command;
}

export function machine(platform: NodeJS.Platform = process.platform, osRelease = readOsRelease): Machine {
  if (platform === 'darwin') return 'mac';
  if (platform === 'win32') return 'windows';
  return machineOf(osRelease());
}

/** Reads os-release(5): the system's own id, then those it is like. */
export function machineOf(osRelease: string): Machine {
  const field = (name: string) => new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(osRelease)?.[1] ?? '';
  const ids = [field('ID'), ...field('ID_LIKE').split(/\s+/)];
  return ids.map((id) => KNOWN.get(id)).find((known) => known !== undefined) ?? 'other';
}

const KNOWN: ReadonlyMap<string, Machine> = new Map([
  ['debian', 'debian'],
  ['raspbian', 'debian'],
  ['ubuntu', 'ubuntu'],
  ['fedora', 'fedora'],
  ['rhel', 'fedora'],
  ['arch', 'arch'],
  ['alpine', 'alpine'],
]);

function readOsRelease(): string {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}
