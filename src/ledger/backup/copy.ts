import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Account } from '../embedded/account.ts';
import { isCode } from '../embedded/folders.ts';

const PIECE = 1024 * 1024;

export interface Copied {
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Copies a file to the disk, not just to its cache, and says what was copied. Undefined when it went away meanwhile: a
 * running server removes files of dropped tables, and its log tells the copy so.
 */
export async function copyFile(from: string, to: string, account: Account = {}): Promise<Copied | undefined> {
  let source: FileHandle;
  try {
    source = await open(from, 'r');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  try {
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    const target = await open(to, 'wx', 0o600);
    try {
      const hash = createHash('sha256');
      const piece = Buffer.allocUnsafe(PIECE);
      let bytes = 0;
      for (;;) {
        const { bytesRead } = await source.read(piece, 0, PIECE, null);
        if (bytesRead === 0) break;
        const part = piece.subarray(0, bytesRead);
        hash.update(part);
        await target.writeFile(part);
        bytes += bytesRead;
      }
      if (account.uid !== undefined && account.gid !== undefined)
        await target.chown(account.uid, account.gid);
      await target.sync();
      return { bytes, sha256: hash.digest('hex') };
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}
