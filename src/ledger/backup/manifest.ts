import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { RedressError } from '../../domain/errors.ts';

/** What a backup holds, written last: a folder without it is not whole. */
export const Manifest = z.strictObject({
  format: z.literal('redress-backup'),
  version: z.literal(1),
  postgres: z.string(),
  madeAt: z.int(),
  /** The write-ahead log that the copy needs is in it from here to there. */
  from: z.string(),
  to: z.string(),
  files: z.array(
    z.strictObject({ path: z.string(), bytes: z.int(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
  folders: z.array(z.string()),
});
export type Manifest = z.infer<typeof Manifest>;
export type BackupFile = Manifest['files'][number];

const NAME = 'manifest.json';

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeFile(join(folder, NAME), `${JSON.stringify(manifest)}\n`, {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  });
}

/** @throws RedressError `backup_unreadable` */
export async function readManifest(folder: string): Promise<Manifest> {
  try {
    const manifest = Manifest.parse(JSON.parse(await readFile(join(folder, NAME), 'utf8')));
    // A path of a backup that somebody sent must not lead out of it.
    const paths = [...manifest.files.map((one) => one.path), ...manifest.folders];
    if (paths.every((path) => !path.startsWith('/') && !path.split('/').includes('..'))) return manifest;
  } catch (cause) {
    throw unreadable(folder, cause);
  }
  throw unreadable(folder);
}

function unreadable(folder: string, cause?: unknown): RedressError {
  return new RedressError('backup_unreadable', `${folder} is not a whole backup of Redress.`, {
    field: 'folder',
    cure: 'Give the folder that redress backup made; one that was broken off has no manifest.json.',
    cause,
  });
}
