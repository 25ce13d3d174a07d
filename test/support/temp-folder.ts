import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder of its own below the system's temporary folder. `open` lets other users pass through it, as an embedded
 * PostgreSQL needs when the tests run as root; a private one is what mkdtemp would make.
 */
export async function tempFolder(
  name: string,
  access: 'open' | 'private' = 'open',
): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = join(tmpdir(), `redress-${name}-${randomBytes(6).toString('hex')}`);
  await mkdir(path, { mode: access === 'open' ? 0o711 : 0o700 });
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}
