import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Account } from '../embedded/account.ts';
import { isCode } from '../embedded/folders.ts';

const PIECE = 1024 * 1024;
/** Files at a time: waiting for the disk is most of the work. */
const AT_ONCE = 16;

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
      const piece = Buffer.allocUnsafe(Math.min(PIECE, (await source.stat()).size + 1));
      let bytes = 0;
      for (;;) {
        const { bytesRead } = await source.read(piece, 0, piece.length, null);
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

/** Does `work` for all, some at a time; answers in their order. */
export async function someAtATime<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  for (let at = 0; at < all.length; at += AT_ONCE)
    answers.push(...(await Promise.all(all.slice(at, at + AT_ONCE).map(work))));
  return answers;
}
