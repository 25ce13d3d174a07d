import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Machine, Program } from '../src/browser/install-cure.ts';

export interface Command {
  readonly argv: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
}

/** How commands that need root are run: as they are, by sudo, or not at all. */
export type Rooted = 'root' | 'sudo' | 'no';

/** No questions; and in run level 1 invoke-rc.d starts no service (machines without systemd). */
const QUIETLY: Readonly<Record<string, string>> = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };

const STOP_REDIS: Command['argv'] = ['systemctl', 'disable', '--now', 'redis-server'];

/** What would install the programs here, in order. Empty: nothing that could be done without a person. */
export function installCommands(
  programs: readonly Program[],
  on: Machine,
  rooted: Rooted,
  systemd = existsSync('/run/systemd/system'),
): readonly Command[] {
  // Ubuntu's package of Chromium is a door to the snap, which containers and servers rarely have.
  const fromApt = programs.filter(
    (program) => on === 'debian' || (on === 'ubuntu' && program !== 'chromium'),
  );
  const apt = rooted === 'no' || fromApt.length === 0 ? [] : aptCommands(fromApt, rooted, systemd);
  const byApt = apt.length > 0 ? fromApt : [];
  const download = programs.includes('chromium') && !byApt.includes('chromium');
  return download ? [...apt, playwright(on, rooted)] : apt;
}

/** The package starts a service and keeps it for the next boot; Redress starts the redis-server it needs by itself. */
function aptCommands(
  programs: readonly Program[],
  rooted: 'root' | 'sudo',
  systemd: boolean,
): readonly Command[] {
  const commands: readonly Command['argv'][] = [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', '--no-install-recommends', ...programs],
    ...(systemd && programs.includes('redis-server') ? [STOP_REDIS] : []),
  ];
  return commands.map((argv) => ({ argv: rooted === 'sudo' ? sudo(argv) : argv, env: QUIETLY }));
}

/** sudo drops the environment: what counts is given to it by name. */
function sudo(argv: readonly string[]): Command['argv'] {
  return ['sudo', '-n', ...Object.entries(QUIETLY).map(([name, value]) => `${name}=${value}`), ...argv];
}

/** Its Chromium needs libraries of the system, which only root can add. */
function playwright(on: Machine, rooted: Rooted): Command {
  const withLibraries = rooted !== 'no' && (on === 'debian' || on === 'ubuntu') ? ['--with-deps'] : [];
  return { argv: ['npx', 'playwright', 'install', ...withLibraries, 'chromium'], env: QUIETLY };
}

export function canBeRoot(): Rooted {
  if (process.getuid?.() === 0) return 'root';
  if (process.platform === 'win32') return 'no';
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? 'sudo' : 'no';
}
