import type { Command } from 'commander';
import { countOver, type Purged, purge } from '../../app/purge/purge.ts';
import { RedressError } from '../../domain/errors.ts';
import { type CommonOptions, withBase } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { moment } from '../output/times.ts';
import { action } from '../run.ts';

interface Options extends CommonOptions {
  readonly dryRun?: boolean;
}

export function addPurge(program: Command): void {
  program
    .command('purge')
    .description('remove what is over its time now (serve does it once a day)')
    .option('--dry-run', 'only count what would be removed')
    .action(
      action<Options>((context, { dryRun }) =>
        withBase(context, async ({ config, deps, handle }) => {
          const given = { deps, retention: handle.retention, periods: config.retention };
          const found =
            dryRun === true ? await countOver(given) : await purge(given, new AbortController().signal, 0);
          if (found === undefined) {
            throw new RedressError('purge_running', 'Another process is removing what is over.', {
              cure: 'Wait for it, or look with: redress purge --dry-run',
            });
          }
          const lines: readonly Purged[] = found;
          context.out.data({
            dryRun: dryRun === true,
            classes: lines.map(({ of, before, count }) => ({ class: of, before, count })),
          });
          context.out.table(
            ['class', 'over before (UTC)', dryRun === true ? 'would go' : 'removed'],
            lines.map(({ of, before, count }) => [of, moment(before), String(count)]),
          );
          return EXIT.ok;
        }),
      ),
    );
}
