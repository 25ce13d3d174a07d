import type { Command } from 'commander';
import { RedressError } from '../../../domain/errors.ts';
import { type CommonOptions, withBase } from '../../context.ts';
import { EXIT } from '../../exit-codes.ts';
import { action } from '../../run.ts';

export function addTokenRevoke(token: Command): void {
  token
    .command('revoke <id>')
    .description('end a token at once')
    .action(
      action<CommonOptions, [string]>((context, _, id) =>
        withBase(context, async (base) => {
          if (!(await base.handle.tokens.revoke(id, base.deps.clock.now()))) {
            throw new RedressError('token_unknown', 'There is no such token, or it has ended.', {
              field: 'id',
              cure: 'List them with: redress token list',
            });
          }
          context.out.data({ id, revoked: true });
          context.out.line(`${id}: revoked`);
          return EXIT.ok;
        }),
      ),
    );
}
