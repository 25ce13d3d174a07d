import { type Command, InvalidArgumentError, Option } from 'commander';
import { OUTCOMES, type OutcomeKind } from '../../domain/outcome.ts';
import { STATUSES, type Status } from '../../flow/ledger.ts';
import { actorOf, type CommonOptions, withBase } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { distance, moment } from '../output/times.ts';
import { action } from '../run.ts';

interface Options extends CommonOptions {
  readonly status?: Status;
  readonly outcome?: OutcomeKind;
  readonly platform?: string;
  readonly host?: string;
  readonly case?: string;
  readonly deadlineWithin?: number;
  readonly limit: number;
  readonly cursor?: string;
}

export function addList(program: Command): void {
  program
    .command('list')
    .description('list takedowns, newest first')
    .addOption(new Option('--status <status>', 'only these').choices(STATUSES))
    .addOption(new Option('--outcome <outcome>', 'only those that ended so').choices(OUTCOMES))
    .option('--platform <id>', 'only of this recipient')
    .option('--host <host>', 'only at this host')
    .option('--case <reference>', 'only of this case')
    .option(
      '--deadline-within <hours>',
      'only those whose strictest deadline ends within so many hours',
      positive,
    )
    .option('--limit <n>', 'at most so many (500)', whole, 50)
    .option('--cursor <cursor>', 'the page after this one')
    .action(
      action<Options>((context, options) =>
        withBase(context, async (base) => {
          const { helpline } = await actorOf(base);
          const now = base.deps.clock.now();
          const { deadlineWithin } = options;
          const page = await base.handle.views.list({
            helplineId: helpline.id,
            status: options.status === undefined ? undefined : [options.status],
            outcome: options.outcome,
            platform: options.platform,
            host: options.host,
            caseReference: options.case,
            deadlineBefore: deadlineWithin === undefined ? undefined : now + deadlineWithin * 3_600_000,
            limit: options.limit,
            cursor: options.cursor,
          });
          context.out.data(page);
          context.out.table(
            ['id', 'case', 'platform', 'status', 'outcome', 'deadline', 'next'],
            page.takedowns.map((one) => [
              one.id,
              one.caseReference,
              one.platform ?? one.host,
              one.status,
              one.outcome ?? '',
              one.deadlineAt === null ? '' : `${moment(one.deadlineAt)} (${distance(one.deadlineAt, now)})`,
              one.next,
            ]),
          );
          if (page.takedowns.length === 0) context.out.line('No takedowns. Enqueue one with: redress submit');
          if (page.next !== null) context.out.line(`More: redress list --cursor ${page.next}`);
          return EXIT.ok;
        }),
      ),
    );
}

function whole(text: string): number {
  const value = positive(text);
  if (!Number.isInteger(value)) throw new InvalidArgumentError('Give a whole number.');
  return value;
}

export function positive(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError('Give a whole number above 0.');
  return value;
}
