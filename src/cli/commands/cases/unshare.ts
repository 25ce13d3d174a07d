import type { Command } from 'commander';
import { unshareCase } from '../../../flow/people/share.ts';
import { scopeOf } from '../../../ledger/tokens.ts';
import { actorOf, type CommonOptions, withBase } from '../../context.ts';
import { EXIT } from '../../exit-codes.ts';
import { caseIdOf } from '../../own-case.ts';
import { action } from '../../run.ts';

interface Options extends CommonOptions {
  readonly with: string;
}

export function addCaseUnshare(cases: Command): void {
  cases
    .command('unshare <case>')
    .description('take a case back from a helpline, at once; what it did stays on record')
    .requiredOption('--with <helpline>', 'the id of the other helpline')
    .action(
      action<Options, [string]>((context, options, named) =>
        withBase(context, async (base) => {
          const { caller } = await actorOf(base);
          const { shares } = base.handle.scoped(scopeOf(caller));
          const caseId = await caseIdOf(base, caller.helplineId, named);
          const deps = { shares, clock: base.deps.clock };
          const changed = await unshareCase(deps, caller, caseId, options.with);
          context.out.data({ caseId, with: options.with, changed });
          context.out.line(
            `${caseId}: ${changed ? 'no longer shared' : 'was not shared'} with ${options.with}`,
          );
          return EXIT.ok;
        }),
      ),
    );
}
