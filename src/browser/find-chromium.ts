import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { RedressError } from '../domain/errors.ts';
import { howToInstall, machine } from './install-cure.ts';

export interface FindOptions {
  /** What the operator named (REDRESS_CHROMIUM). It is used or the search fails; nothing stands in for it. */
  readonly explicit?: string | undefined;
  /** Where Playwright would keep the Chromium that it downloads; it may throw where Playwright knows none. */
  readonly playwright?: (() => string) | undefined;
}

const UNIX_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];
const UNIX_NAMES = ['chromium', 'google-chrome-stable', 'google-chrome'];
const MAC_PATHS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The Chromium to run: the operator's, Playwright's own, or the machine's.
 * Throws RedressError `browser_missing` with what to do on this machine.
 */
export function findChromium(options: FindOptions = {}): string {
  const { explicit } = options;
  if (explicit !== undefined) {
    if (isProgram(explicit)) return explicit;
    throw missing('the named Chromium is not there, or may not be run', 'REDRESS_CHROMIUM');
  }
  const found = downloaded(options.playwright) ?? chromiumOfMachine();
  if (found === undefined) throw missing('no Chromium was found on this machine');
  return found;
}

/** The Chromium or Chrome that the machine's packages brought, if any. */
export function chromiumOfMachine(platform: NodeJS.Platform = process.platform): string | undefined {
  if (platform === 'darwin') return MAC_PATHS.find(isProgram);
  return [...UNIX_PATHS, ...UNIX_NAMES.flatMap(onPath)].find((path) => isProgram(path) && !isSnapStub(path));
}

/** A program of this name in one of the folders of PATH, if any. */
export function programOnPath(name: string): string | undefined {
  return onPath(name).find(isProgram);
}

function downloaded(playwright: (() => string) | undefined): string | undefined {
  try {
    const path = playwright?.();
    return path !== undefined && isProgram(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

function onPath(name: string): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute);
  return folders.map((folder) => join(folder, name));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Ubuntu's package is a script that only asks for the snap, which containers and servers rarely have. */
function isSnapStub(path: string): boolean {
  if (statSync(path).size > 10_000) return false;
  return readFileSync(path, 'utf8').includes('/snap/bin/chromium') && !isProgram('/snap/bin/chromium');
}

function missing(message: string, field?: string): RedressError {
  return new RedressError('browser_missing', message, { field, cure: howToInstall('chromium', machine()) });
}
