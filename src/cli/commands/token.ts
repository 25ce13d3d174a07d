import type { Command } from 'commander';
import { addTokenCreate } from './token/create.ts';
import { addTokenList } from './token/list.ts';
import { addTokenRevoke } from './token/revoke.ts';
import { addTokenRotate } from './token/rotate.ts';

export function addToken(program: Command): void {
  const token = program.command('token').description('tokens by which helplines and ops are known');
  addTokenCreate(token);
  addTokenList(token);
  addTokenRevoke(token);
  addTokenRotate(token);
}
