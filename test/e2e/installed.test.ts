import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/app/package-root.ts';
import { builtProgram } from './support/built.ts';

it('the built command runs by itself, as npx runs it: npx makes it executable only when it sees it first', async () => {
  const { version } = JSON.parse(await readFile(join(packageRoot(), 'package.json'), 'utf8'));
  const { stdout } = await promisify(execFile)(await builtProgram(), ['--version']);
  expect(stdout.trim()).toBe(version);
});
