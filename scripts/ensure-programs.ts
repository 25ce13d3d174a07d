import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromiumOfMachine, findChromium, programOnPath } from '../src/browser/find-chromium.ts';
import { howToInstall, machine, PROGRAMS, type Program } from '../src/browser/install-cure.ts';
import { RedressError } from '../src/domain/errors.ts';
import { type Command, canBeRoot, installCommands } from './install-commands.ts';

export interface EnsureOptions {
  /** False: only look, and throw when something is missing. */
  readonly install: boolean;
  /** The Chromium that the operator names (REDRESS_CHROMIUM). Nothing is installed in its place. */
  readonly chromium?: string | undefined;
  readonly say?: (line: string) => void;
}

/**
 * Sees to it that the machine has these programs. Does nothing when they are there. Throws RedressError
 * `program_missing` with what to do, when one is missing and was not or could not be installed, and `browser_missing`
 * when the named Chromium is not there.
 */
export async function ensurePrograms(programs: readonly Program[], options: EnsureOptions): Promise<void> {
  const say = options.say ?? ((line: string) => void process.stderr.write(`${line}\n`));
  if (options.chromium !== undefined) findChromium({ explicit: options.chromium });
  const wanted = programs.filter((program) => program !== 'chromium' || options.chromium === undefined);
  let missing = await missingOf(wanted);
  if (missing.length === 0) return;
  say(`Missing on this machine: ${missing.join(', ')}.`);
  if (options.install) {
    for (const command of installCommands(missing, machine(), canBeRoot())) run(command, say);
    missing = await missingOf(missing);
  }
  if (missing.length === 0) return;
  const on = machine();
  throw new RedressError('program_missing', `not installed: ${missing.join(', ')}`, {
    cure: missing.map((program) => howToInstall(program, on)).join('\n'),
  });
}

async function missingOf(programs: readonly Program[]): Promise<readonly Program[]> {
  const missing: Program[] = [];
  for (const program of programs) if (!(await isThere(program))) missing.push(program);
  return missing;
}

async function isThere(program: Program): Promise<boolean> {
  if (program !== 'chromium') return programOnPath(program) !== undefined;
  // Playwright takes longest to load and is asked last.
  if (chromiumOfMachine() !== undefined) return true;
  try {
    const { chromium } = await import('playwright');
    findChromium({ playwright: () => chromium.executablePath() });
    return true;
  } catch {
    return false;
  }
}

function run(command: Command, say: (line: string) => void): void {
  say(`> ${command.argv.join(' ')}`);
  const [program, ...args] = command.argv;
  // What installers say is for the eye; the standard output may be read by a program.
  spawnSync(program, args, { stdio: ['ignore', 2, 2], env: { ...process.env, ...command.env } });
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { check: { type: 'boolean', default: false } },
  });
  const unknown = positionals.filter((name) => !PROGRAMS.some((program) => program === name));
  if (unknown.length > 0) throw new RedressError('program_unknown', `unknown: ${unknown.join(', ')}`);
  const asked = PROGRAMS.filter((program) => positionals.length === 0 || positionals.includes(program));
  await ensurePrograms(asked, { install: !values.check, chromium: process.env['REDRESS_CHROMIUM'] });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof RedressError)) throw error;
    process.stderr.write(
      `${error.message}\n${error.cure === undefined ? '' : `Install by hand:\n${error.cure}\n`}`,
    );
    process.exitCode = 1;
  }
}
