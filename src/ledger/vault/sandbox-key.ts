import { randomBytes } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RedressError } from '../../domain/errors.ts';
import { sharedSecret } from '../embedded/folders.ts';
import type { MasterKey } from './master.ts';
import { parseMasterKey } from './master.ts';

/**
 * The master key of a sandbox: made on first use in `<dataDir>/master.key`. In live mode the operator gives one, so
 * that it does not lie beside the database that it locks.
 *
 * @throws RedressError `master_key_exposed`, `master_key_invalid`, `data_dir_unwritable`
 */
export async function sandboxMasterKey(dataDir: string): Promise<MasterKey> {
  const path = join(dataDir, 'master.key');
  const text = await readOrMake(dataDir, path);
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0) {
    throw new RedressError(
      'master_key_exposed',
      `Others than its owner can read ${path} (mode ${(mode & 0o777).toString(8)}).`,
      { field: 'dataDir', cure: `chmod 600 ${path}` },
    );
  }
  return parseMasterKey(text);
}

async function readOrMake(dataDir: string, path: string): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    return await sharedSecret(path, () => randomBytes(32).toString('base64'));
  } catch (cause) {
    throw new RedressError('data_dir_unwritable', `The key file ${path} cannot be read or written.`, {
      field: 'dataDir',
      cure: 'Choose a folder that this user owns (--data or REDRESS_DATA_DIR), or mend its owner and mode.',
      cause,
    });
  }
}
