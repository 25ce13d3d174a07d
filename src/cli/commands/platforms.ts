import type { Command } from 'commander';
import { addLint } from './platforms/lint.ts';
import { addPlatformList } from './platforms/list.ts';
import { addPreview } from './platforms/preview.ts';
import { addPlatformShow } from './platforms/show.ts';
import { addVerify } from './platforms/verify.ts';

export function addPlatforms(program: Command): void {
  const platforms = program
    .command('platforms')
    .description('the recipients that Redress knows, and their channels');
  addLint(platforms);
  addPlatformList(platforms);
  addPlatformShow(platforms);
  addPreview(platforms);
  addVerify(platforms);
}
