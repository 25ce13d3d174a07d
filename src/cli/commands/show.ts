import type { Command } from 'commander';
import { actorOf, type CommonOptions, withBase } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { showTakedown } from '../output/timeline.ts';
import { action } from '../run.ts';
import { shownTo } from '../shown.ts';

interface Options extends CommonOptions {
  readonly notices?: boolean;
}

export function addShow(program: Command): void {
  program
    .command('show <id>')
    .description('the whole timeline of a takedown: what was sent to whom, what came back, what comes next')
    .option('--notices', 'also print each notice word for word')
    .action(
      action<Options, [string]>((context, options, id) =>
        withBase(context, async (base) => {
          const { shown, withheld } = await shownTo(base, await actorOf(base), id);
          context.out.data(shown);
          showTakedown(context.out, shown, base.catalog, base.deps.clock.now(), {
            notices: options.notices === true,
            withheld,
          });
          return EXIT.ok;
        }),
      ),
    );
}
