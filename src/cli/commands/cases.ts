import type { Command } from 'commander';
import { addCaseErase } from './cases/erase.ts';
import { addCaseExport } from './cases/export.ts';
import { addCaseList } from './cases/list.ts';
import { addCaseShare } from './cases/share.ts';
import { addCaseUnshare } from './cases/unshare.ts';

export function addCases(program: Command): void {
  const cases = program
    .command('cases')
    .description('the cases of a helpline, and with whom they are shared');
  addCaseList(cases);
  addCaseShare(cases);
  addCaseUnshare(cases);
  addCaseExport(cases);
  addCaseErase(cases);
}
