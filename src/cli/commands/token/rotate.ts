import type { Command } from 'commander';
import { type CommonOptions, withBase } from '../../context.ts';
import { EXIT } from '../../exit-codes.ts';
import { moment } from '../../output/times.ts';
import { action } from '../../run.ts';
import { positive } from '../list.ts';

interface Options extends CommonOptions {
  readonly hours?: number;
}

export function addTokenRotate(token: Command): void {
  token
    .command('rotate <id>')
    .description('make another token like this one, which then ends')
    .option('--hours <n>', 'the old one goes on for so long; without it, it ends at once', positive)
    .action(
      action<Options, [string]>((context, options, id) =>
        withBase(context, async (base) => {
          const now = base.deps.clock.now();
          const until = now + (options.hours ?? 0) * 3_600_000;
          const made = await base.handle.tokens.rotate(id, now, until);
          context.out.data({
            id: made.id,
            token: made.token,
            expiresAt: made.expiresAt,
            replaced: id,
            until,
          });
          context.out.line(made.token);
          context.out.note(`This is the only time it is shown. ${id} ends ${moment(until)}.`);
          return EXIT.ok;
        }),
      ),
    );
}
