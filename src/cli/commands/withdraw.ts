import type { Command } from 'commander';
import { MINOR_HAND_OFF, MINOR_RULE } from '../../domain/minors.ts';
import { reclassifyAsMinor, withdraw } from '../../flow/people/withdraw.ts';
import { actorOf, type CommonOptions, withBase } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { ownTakedown } from '../own-takedown.ts';
import { action } from '../run.ts';

interface Options extends CommonOptions {
  readonly minor?: boolean;
}

export function addWithdraw(program: Command): void {
  program
    .command('withdraw <id>')
    .description('stop a takedown for good, whatever is queued')
    .option('--minor', 'the image may show a minor: stop, forget URL and notice, show where to turn')
    .action(
      action<Options, [string]>((context, options, id) =>
        withBase(context, async (base) => {
          const { by, helpline } = await actorOf(base);
          await ownTakedown(base, helpline.id, id);
          const after = options.minor
            ? await reclassifyAsMinor(base.deps, id, by)
            : await withdraw(base.deps, id, by);
          const card = options.minor ? { rule: MINOR_RULE, handOff: MINOR_HAND_OFF } : {};
          context.out.data({ id, outcome: after.outcome?.kind ?? null, ...card });
          context.out.line(`${id}: ${after.outcome?.kind ?? 'stopped'}`);
          if (options.minor) {
            context.out.line(`\n${MINOR_RULE}\n`);
            for (const one of MINOR_HAND_OFF) context.out.line(`  ${one.name}  ${one.url}\n    ${one.for}`);
          }
          return EXIT.ok;
        }),
      ),
    );
}
