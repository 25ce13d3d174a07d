import type { Command } from 'commander';
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
}
