import { execFile } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { packageRoot } from '../../src/app/package-root.ts';

const BENCH = fileURLToPath(new URL('..', import.meta.url));

/**
 * Compiles the processes that are measured as `npm run build` compiles Redress, and answers where this one is. Run from
 * its sources it would carry what the loader adds to each function: a tenth of its time that no installation spends.
 *
 * @param file of those that bench/tsconfig.json includes, by its path from the root of the package
 */
export async function built(file: 'src/main' | `bench/setting/${string}.process`): Promise<string> {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  await promisify(execFile)(process.execPath, [tsc, '-p', BENCH]);
  // The compiled code looks for its own package where its folders end.
  await copyFile(join(packageRoot(), 'package.json'), join(BENCH, '.built', 'package.json'));
  return join(BENCH, '.built', `${file}.js`);
}
