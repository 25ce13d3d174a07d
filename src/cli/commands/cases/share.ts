import { type Command, Option } from 'commander';
import { ACCESSES, type Access } from '../../../flow/case-shares.ts';
import { shareCase } from '../../../flow/people/share.ts';
import { scopeOf } from '../../../ledger/tokens.ts';
import { actorOf, type CommonOptions, withBase } from '../../context.ts';
import { EXIT } from '../../exit-codes.ts';
import { caseIdOf } from '../../own-case.ts';
import { action } from '../../run.ts';

interface Options extends CommonOptions {
  readonly with: string;
  readonly access: Access;
}

export function addCaseShare(cases: Command): void {
  cases
    .command('share <case>')
    .description('put a case into the hands of a second helpline too; it stays on record')
    .requiredOption('--with <helpline>', 'the id of the other helpline')
    .addOption(
      new Option('--access <access>', 'read where it stands, or also do its tasks')
        .choices(ACCESSES)
        .default('read'),
    )
    .action(
      action<Options, [string]>((context, options, named) =>
        withBase(context, async (base) => {
          const { caller } = await actorOf(base);
          const { shares } = base.handle.scoped(scopeOf(caller));
          const caseId = await caseIdOf(base, caller.helplineId, named);
          const deps = { shares, clock: base.deps.clock };
          const changed = await shareCase(deps, caller, caseId, options.with, options.access);
          context.out.data({ caseId, with: options.with, access: options.access, changed });
          context.out.line(
            `${caseId}: ${changed ? 'shared' : 'shared already'} with ${options.with} (${options.access})`,
          );
          return EXIT.ok;
        }),
      ),
    );
}
