import { type Command, Option } from 'commander';
import type { Base } from '../../app/base.ts';
import { REPLY_KINDS, type ReplyKind } from '../../domain/delivery.ts';
import { RedressError } from '../../domain/errors.ts';
import { REFUSAL_REASONS, type RefusalReason } from '../../domain/outcome.ts';
import { VERDICTS, type Verdict } from '../../domain/verdict.ts';
import type { Stored } from '../../flow/ledger.ts';
import { recordReveal } from '../../flow/people/reveal.ts';
import { taskSheet } from '../../flow/people/sheet.ts';
import { completeTask, failTask } from '../../flow/people/tasks.ts';
import { actorOf, type CommonOptions, withBase } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { distance } from '../output/times.ts';
import { ownTakedown } from '../own-takedown.ts';
import { action } from '../run.ts';

interface DoneOptions extends CommonOptions {
  readonly reference?: string;
  readonly found?: Verdict;
  readonly platform?: string;
  readonly answer?: ReplyKind;
  readonly reason?: RefusalReason;
}

export function addTasks(program: Command): void {
  const tasks = program.command('tasks').description('what a person must do');
  addTaskList(tasks);
  addTaskShow(tasks);
  addTaskDone(tasks);
  tasks
    .command('fail <id>')
    .description('record that it cannot be done: the takedown goes on to its next step')
    .action(
      action<CommonOptions, [string]>((context, _, id) =>
        withBase(context, async (base) => {
          const { by, stored } = await taskOf(base, id);
          const after = await failTask(base.deps, stored, by);
          context.out.data({ id, takedownId: after.id, result: 'failed' });
          context.out.line(`${id}: failed. Takedown ${after.id} goes on.`);
          return EXIT.ok;
        }),
      ),
    );
}

function addTaskList(tasks: Command): void {
  tasks
    .command('list', { isDefault: true })
    .description('open tasks, most urgent first')
    .action(
      action<CommonOptions>((context) =>
        withBase(context, async (base) => {
          const { helpline } = await actorOf(base);
          const now = base.deps.clock.now();
          const open = await base.handle.views.openTasks({ helplineId: helpline.id });
          context.out.data({ tasks: open });
          context.out.table(
            ['task', 'what', 'why', 'platform', 'case', 'open', 'due'],
            open.map((one) => [
              one.id,
              one.kind,
              one.reason,
              one.recipient ?? one.platform ?? one.host,
              one.caseReference,
              distance(one.openedAt, now),
              distance(one.dueAt, now),
            ]),
          );
          context.out.line(
            open.length === 0 ? 'No open tasks.' : '\nWhat there is to do: redress tasks show ID',
          );
          return EXIT.ok;
        }),
      ),
    );
}

function addTaskShow(tasks: Command): void {
  tasks
    .command('show <id>')
    .description('the prepared text, its link and its checklist')
    .action(
      action<CommonOptions, [string]>((context, _, id) =>
        withBase(context, async (base) => {
          const { by, stored } = await taskOf(base, id);
          await recordReveal(base.deps, stored.takedown.id, by, 'task');
          const sheet = await taskSheet(base.deps, stored);
          if (sheet === undefined) throw notOpen();
          const { out } = context;
          out.data({ id, takedownId: stored.takedown.id, ...sheet });
          out.line(out.color.bold(sheet.ask));
          for (const url of sheet.urls) out.line(`  ${url}`);
          if (sheet.link !== undefined) out.line(`\n${out.color.bold('Open')}  ${sheet.link}`);
          for (const point of sheet.checklist) out.line(`  [ ] ${point}`);
          if (sheet.text !== undefined) out.line(`\n${sheet.text}`);
          out.line(`\nThen: redress tasks done ${id}   or: redress tasks fail ${id}`);
          return EXIT.ok;
        }),
      ),
    );
}

function addTaskDone(tasks: Command): void {
  tasks
    .command('done <id>')
    .description('record that it is done')
    .option('--reference <text>', 'the number that the recipient gave the report')
    .addOption(new Option('--found <verdict>', 'look_by_hand: what the page showed').choices(VERDICTS))
    .option('--platform <id>', 'find_platform: whose page it is')
    .addOption(new Option('--answer <kind>', 'what the recipient said at once').choices(REPLY_KINDS))
    .addOption(new Option('--reason <reason>', 'with --answer refused: why').choices(REFUSAL_REASONS))
    .action(
      action<DoneOptions, [string]>((context, options, id) =>
        withBase(context, async (base) => {
          const { by, stored } = await taskOf(base, id);
          const reply =
            options.answer === undefined ? undefined : { kind: options.answer, reason: options.reason };
          const { reference, found, platform } = options;
          const after = await completeTask(base.deps, stored, by, {
            reference,
            verdict: found,
            platform,
            reply,
          });
          context.out.data({ id, takedownId: after.id, result: 'done' });
          context.out.line(`${id}: done. Takedown ${after.id} goes on.`);
          return EXIT.ok;
        }),
      ),
    );
}

async function taskOf(base: Base, id: string): Promise<{ readonly by: string; readonly stored: Stored }> {
  const { helpline, by } = await actorOf(base);
  const task = await base.handle.views.task(id);
  if (task === undefined || task.helplineId !== helpline.id) throw notOpen();
  const stored = await ownTakedown(base, helpline.id, task.takedownId);
  if (stored.takedown.task?.id !== id) throw notOpen();
  return { by, stored };
}

function notOpen(): RedressError {
  return new RedressError('task_not_open', 'There is no such open task.', {
    field: 'id',
    cure: 'List the open tasks with: redress tasks list',
  });
}
