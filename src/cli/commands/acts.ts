import { type Command, Option } from 'commander';
import { deskFor } from '../../app/desk.ts';
import { RedressError } from '../../domain/errors.ts';
import { ACT_REASONS, type ActReason } from '../../domain/event.ts';
import type { ActAnswer, ActOrder } from '../../flow/people/acts/order.ts';
import { anyCaller, type CommonOptions, withBase } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { Output } from '../output/output.ts';
import { action } from '../run.ts';

interface Options extends CommonOptions {
  readonly why: ActReason;
  readonly to?: string;
}

const ABOUT = {
  retry: 'do at once what takedowns wait for: the next try, look or question',
  pause: 'nothing is sent or looked at until they are unpaused; legal clocks run on',
  unpause: 'let paused takedowns go on',
  escalate: 'take the next rung of the ladder at once',
} as const;

/** What people do to takedowns that go on by themselves: a helpline to its own, ops to any. */
export function addActs(program: Command): void {
  for (const act of ['retry', 'pause', 'unpause', 'escalate'] as const) {
    command(program, act, ABOUT[act], ({ why }) => ({ act, why }));
  }
  command(program, 'assign', 'give their tasks to somebody of the helpline', ({ why, to }) => ({
    act: 'assign',
    why,
    to: to ?? null,
  })).option('--to <token>', 'the id of a token (redress token list); left out, the tasks are taken back');
}

function command(
  program: Command,
  name: ActOrder['act'],
  about: string,
  order: (options: Options) => ActOrder,
): Command {
  return program
    .command(`${name} <ids...>`)
    .description(about)
    .addOption(
      new Option('--why <reason>', 'the reason, for the record').choices(ACT_REASONS).default('other'),
    )
    .action(
      action<Options, [readonly string[]]>((context, options, ids) =>
        withBase(context, async (base) => {
          const { acts } = deskFor(base, await anyCaller(base));
          const answers = await acts.do(ids, order(options));
          if (answers.length === 1) refuse(answers[0]);
          context.out.data({ act: name, answers });
          for (const answer of answers) tell(context.out, answer);
          return answers.every((answer) => answer.done) ? EXIT.ok : EXIT.partly;
        }),
      ),
    );
}

function tell(out: Output, answer: ActAnswer): void {
  out.line(answer.done ? `${answer.id}: ${answer.next}` : `${answer.id}: not done. ${answer.message}`);
}

/** The refusal of the only one is the answer of the command. */
function refuse(answer: ActAnswer | undefined): void {
  if (answer === undefined || answer.done) return;
  const { code, message, cure } = answer;
  throw new RedressError(code, message, { field: 'id', cure });
}
