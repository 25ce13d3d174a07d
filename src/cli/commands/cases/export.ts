import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { RedressError } from '../../../domain/errors.ts';
import { exportCase } from '../../../flow/people/export.ts';
import { actorOf, type CommonOptions, withBase } from '../../context.ts';
import { EXIT } from '../../exit-codes.ts';
import { caseIdOf } from '../../own-case.ts';
import { action } from '../../run.ts';

interface Options extends CommonOptions {
  readonly output?: string;
}

export function addCaseExport(cases: Command): void {
  cases
    .command('export <case>')
    .description('write all that is held about a case, for the person concerned (JSON)')
    .option('--output <file>', 'a new file that only this user may read, instead of standard output')
    .action(
      action<Options, [string]>((context, { output }, named) =>
        withBase(context, async (base) => {
          const { caller } = await actorOf(base);
          const id = await caseIdOf(base, caller.helplineId, named);
          const made = await exportCase(base.deps, caller, id, (one) => base.handle.views.show(one));
          if (output === undefined) {
            context.out.data(made);
            context.out.line(JSON.stringify(made, null, 2));
            return EXIT.ok;
          }
          const path = resolve(output);
          await writeFile(path, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' }).catch(
            (cause: unknown) => {
              throw new RedressError('file_unwritable', `The file ${path} cannot be made.`, {
                field: 'output',
                cure: 'Choose a name that is not taken, in a folder that may be written.',
                cause,
              });
            },
          );
          context.out.data({ case: id, file: path, takedowns: made.takedowns.length });
          context.out.line(`${path}: ${made.takedowns.length} takedowns. It is confidential: keep it safe.`);
          return EXIT.ok;
        }),
      ),
    );
}
