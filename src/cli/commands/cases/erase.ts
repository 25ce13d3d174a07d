import type { Command } from 'commander';
import type { CaseRemains } from '../../../flow/case-data.ts';
import { assertConfirmed, eraseCase } from '../../../flow/people/erase.ts';
import { actorOf, type CommonOptions, withBase } from '../../context.ts';
import { EXIT } from '../../exit-codes.ts';
import type { Output } from '../../output/output.ts';
import { moment } from '../../output/times.ts';
import { caseIdOf } from '../../own-case.ts';
import { action } from '../../run.ts';

interface Options extends CommonOptions {
  readonly confirm?: string;
}

export function addCaseErase(cases: Command): void {
  cases
    .command('erase <case>')
    .description('destroy the key of a case: nobody can read again what was recorded in confidence')
    .option('--confirm <id>', "the case's id once more: it cannot be undone")
    .action(
      action<Options, [string]>((context, options, named) =>
        withBase(context, async (base) => {
          const { caller } = await actorOf(base);
          const id = await caseIdOf(base, caller.helplineId, named);
          const cure = `If that is meant: redress cases erase ${id} --confirm ${id}`;
          await assertConfirmed(base.deps, caller, id, options.confirm, cure);
          const remains = await eraseCase(base.deps, caller, id);
          context.out.data(remains);
          show(context.out, remains);
          return remains.sealed === 0 ? EXIT.ok : EXIT.notAsExpected;
        }),
      ),
    );
}

function show(out: Output, remains: CaseRemains): void {
  out.line(`${remains.caseId}: erased ${moment(remains.erasedAt)} (UTC) by ${remains.erasedBy}`);
  out.line(`\n${out.color.bold('What remains')}, none of it confidential:`);
  const { counts } = remains;
  out.line(
    `  ${counts.takedowns} takedowns, ${counts.events} events, ${counts.attempts} attempts, ${counts.checks} checks, ${counts.tasks} tasks`,
  );
  out.line(`  sealed values: ${remains.sealed}`);
  out.table(
    ['takedown', 'platform', 'host', 'outcome', 'from', 'to', 'events', 'hash of its record'],
    remains.takedowns.map((one) => [
      one.id,
      one.platform ?? '',
      one.host,
      one.outcome ?? '',
      moment(one.createdAt),
      moment(one.updatedAt),
      String(one.events),
      one.head,
    ]),
  );
  out.line('\nThe record still verifies: redress audit verify');
  out.line('Backups from before hold the case until they are deleted.');
}
