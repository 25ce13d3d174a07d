import type { Command } from 'commander';
import { actorOf, type CommonOptions, withBase } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { showTakedown } from '../output/timeline.ts';
import { ownTakedown } from '../own-takedown.ts';
import { action } from '../run.ts';

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
          const { helpline } = await actorOf(base);
          await ownTakedown(base, helpline.id, id);
          const shown = await base.handle.views.show(id);
          if (shown === undefined) throw new Error('a takedown that was loaded cannot be shown');
          context.out.data(shown);
          showTakedown(context.out, shown, base.catalog, base.deps.clock.now(), options.notices === true);
          return EXIT.ok;
        }),
      ),
    );
}
