import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { RedressError } from '../domain/errors.ts';

export interface PlatformFile {
  /** Below platforms/, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** All files of the catalogue. The practice platforms belong to the sandbox alone. */
export function readPlatforms(dir: string, mode: 'sandbox' | 'live'): readonly PlatformFile[] {
  let names: string[];
  try {
    names = readdirSync(dir, { recursive: true, encoding: 'utf8' });
  } catch (cause) {
    throw new RedressError('platforms_missing', `The folder of platform files cannot be read: ${dir}`, {
      field: 'REDRESS_PLATFORMS_DIR',
      cure: 'Set REDRESS_PLATFORMS_DIR to the folder platforms/ of Redress.',
      cause,
    });
  }
  return names
    .filter((name) => /\.(ya?ml|liquid)$/.test(name))
    .map((name) => ({
      path: relative(dir, join(dir, name)).split(sep).join('/'),
      text: readFileSync(join(dir, name), 'utf8'),
    }))
    .filter((file) => mode === 'sandbox' || !file.path.startsWith('practice/'))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The recipients that are practice platforms, by their place. */
export function practiceRecipients(files: readonly PlatformFile[]): ReadonlySet<string> {
  return new Set(files.flatMap((file) => /^practice\/([^/]+)\.ya?ml$/.exec(file.path)?.[1] ?? []));
}
