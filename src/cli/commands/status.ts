import type { Command } from 'commander';
import { type CommonOptions, withBase } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { distance } from '../output/times.ts';
import { action } from '../run.ts';

export function addStatus(program: Command): void {
  program
    .command('status')
    .description('how many takedowns stand where, what is due, and which channels have drifted')
    .action(
      action<CommonOptions>((context) =>
        withBase(context, async (base) => {
          const { views } = base.handle;
          const now = base.deps.clock.now();
          const [counts, backlog, world] = await Promise.all([
            views.counts(now),
            views.backlog(now),
            base.deps.worlds.current(),
          ]);
          const { out } = context;
          out.data({ mode: base.config.mode, ...counts, backlog, drifted: [...world.drifted] });
          out.line(`Mode: ${base.config.mode}`);
          out.table(
            ['status', 'takedowns'],
            Object.entries(counts.byStatus).map(([name, n]) => [name, String(n)]),
          );
          if (Object.keys(counts.byOutcome).length > 0) {
            out.line();
            out.table(
              ['outcome', 'takedowns'],
              Object.entries(counts.byOutcome).map(([name, n]) => [name, String(n)]),
            );
          }
          if (counts.overdue > 0) out.line(out.color.red(`\n${counts.overdue} past their legal deadline`));
          if (backlog.length > 0) {
            out.line();
            out.table(
              ['effect', 'recipient', 'due', 'running', 'later', 'next'],
              backlog.map((one) => [
                one.effect ?? 'wait',
                one.recipient ?? '',
                String(one.due),
                String(one.running),
                String(one.later),
                distance(one.nextDueAt, now),
              ]),
            );
          }
          for (const desk of world.drifted)
            out.line(out.color.yellow(`drifted: ${desk} (its form no longer fits its file)`));
          return EXIT.ok;
        }),
      ),
    );
}
