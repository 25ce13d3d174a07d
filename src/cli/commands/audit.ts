import type { Command } from 'commander';
import { fold } from '../../domain/fold.ts';
import { type CommonOptions, withBase } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { action } from '../run.ts';

export function addAudit(program: Command): void {
  program
    .command('audit')
    .description('the record and its proof')
    .command('verify [id]')
    .description(
      'prove that no event was altered, removed or reordered, and that every state follows from its events',
    )
    .action(
      action<CommonOptions, [string | undefined]>((context, _, id) =>
        withBase(context, async (base) => {
          const summary = await base.handle.verifyAudit({ id, fold });
          const { out } = context;
          out.data(summary);
          for (const found of summary.breaks) {
            out.line(
              out.color.red(
                `${found.takedownId}${found.seq === null ? '' : ` event ${found.seq}`}: ${found.kind.replaceAll('_', ' ')}`,
              ),
            );
          }
          out.line(
            `${summary.takedowns} takedowns, ${summary.events} events: ${summary.breaks.length === 0 ? 'unaltered' : `${summary.breaks.length} breaks`}`,
          );
          return summary.breaks.length === 0 ? EXIT.ok : EXIT.notAsExpected;
        }),
      ),
    );
}
