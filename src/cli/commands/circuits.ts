import type { Command } from 'commander';
import { RedressError } from '../../domain/errors.ts';
import { resetCircuit } from '../../flow/people/switches.ts';
import { type CommonOptions, withBase } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { distance, moment } from '../output/times.ts';
import { action } from '../run.ts';

export function addCircuits(program: Command): void {
  const circuits = program.command('circuits').description('channels that keep failing and rest');
  circuits
    .command('list', { isDefault: true })
    .description('failures in a row, and when a channel is tried again')
    .action(
      action<CommonOptions>((context) =>
        withBase(context, async (base) => {
          const now = base.deps.clock.now();
          const found = await base.deps.ledger.circuits();
          context.out.data({ circuits: found });
          context.out.table(
            ['channel', 'failures', 'since', 'state'],
            found.map((one) => [
              `${one.recipient}/${one.channel}`,
              String(one.failures),
              moment(one.since),
              one.openUntil === null
                ? 'in use'
                : one.openUntil > now
                  ? `rests, trial ${distance(one.openUntil, now)}`
                  : 'on trial',
            ]),
          );
          if (found.length === 0) context.out.line('No channel is failing.');
          return EXIT.ok;
        }),
      ),
    );
  circuits
    .command('reset <channel>')
    .description('close a circuit by hand (ID/CHANNEL): the channel is used again at once')
    .action(
      action<CommonOptions, [string]>((context, _, desk) =>
        withBase(context, async (base) => {
          const [recipient, channel] = desk.split('/');
          if (recipient === undefined || channel === undefined) {
            throw new RedressError('desk_unknown', `${desk.slice(0, 80)} is no channel.`, {
              field: 'channel',
              cure: 'Write ID/CHANNEL as in: redress circuits',
            });
          }
          await resetCircuit(base.deps, desk, 'command line');
          context.out.data({ reset: desk });
          context.out.line(`${desk}: in use again`);
          return EXIT.ok;
        }),
      ),
    );
}
