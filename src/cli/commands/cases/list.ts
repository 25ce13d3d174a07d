import type { Command } from 'commander';
import { scopeOf } from '../../../ledger/tokens.ts';
import { actorOf, type CommonOptions, withBase } from '../../context.ts';
import { EXIT } from '../../exit-codes.ts';
import { action } from '../../run.ts';
import { positive } from '../list.ts';

interface Options extends CommonOptions {
  readonly shared?: boolean;
  readonly limit: number;
  readonly cursor?: string;
}

export function addCaseList(cases: Command): void {
  cases
    .command('list', { isDefault: true })
    .description('cases, newest first, with how they stand and with whom they are shared')
    .option('--shared', 'those that other helplines share with this one')
    .option('--limit <n>', 'at most so many (200)', positive, 50)
    .option('--cursor <cursor>', 'the page after this one')
    .action(
      action<Options>((context, { shared, limit, cursor }) =>
        withBase(context, async (base) => {
          const { caller } = await actorOf(base);
          const { shares, views } = base.handle.scoped(scopeOf(caller));
          const { helplineId } = caller;
          const whose = shared === true ? { sharedWith: helplineId } : { helplineId };
          const page = await views.cases({ ...whose, limit, cursor });
          const live = await shares.live();
          const cases = page.cases.map((one) => ({
            ...one,
            shares: live
              .filter((share) => share.caseId === one.id)
              .map(({ helplineId: to, access, sharedAt }) => ({ with: to, access, sharedAt })),
          }));
          context.out.data({ cases, next: page.next });
          context.out.table(
            ['case', 'reference', 'helpline', 'takedowns', 'open', 'person', 'shared with'],
            cases.map((one) => [
              one.id,
              one.erasedAt === null ? one.reference : '(erased)',
              one.helplineId,
              String(one.counts.takedowns),
              String(one.counts.open),
              String(one.counts.person),
              one.shares.map((share) => `${share.with} (${share.access})`).join('\n'),
            ]),
          );
          if (cases.length === 0) context.out.line('No cases.');
          if (page.next !== null) context.out.line(`More: redress cases list --cursor ${page.next}`);
          return EXIT.ok;
        }),
      ),
    );
}
