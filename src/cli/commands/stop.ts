import type { Command } from 'commander';
import type { Base } from '../../app/base.ts';
import { RedressError } from '../../domain/errors.ts';
import { EVERYTHING, type Stop } from '../../flow/ledger.ts';
import { resumeDesk, stopDesk } from '../../flow/people/switches.ts';
import { actorOf, type CommonOptions, withBase } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { Output } from '../output/output.ts';
import { moment } from '../output/times.ts';
import { action } from '../run.ts';

interface Options extends CommonOptions {
  readonly why: string;
}

/** `redress stop` and `redress resume`: the switch for everything, a recipient, or one channel. */
export function addStop(program: Command): void {
  program
    .command('stop [what]')
    .description('stop everything, a recipient (ID) or a channel (ID/CHANNEL) from the next effect on')
    .option('--why <text>', 'the reason, for the record (no personal data)', 'not said')
    .action(
      action<Options, [string | undefined]>((context, options, what) =>
        withBase(context, async (base) => {
          const scope = scopeOf(base, what);
          const { by } = await actorOf(base);
          await stopDesk(base.deps, scope, by, options.why);
          const stops = await base.deps.ledger.stops();
          context.out.data({ stops });
          listStops(context.out, stops);
          return EXIT.ok;
        }),
      ),
    );
  program
    .command('stops')
    .description('what is stopped, since when, by whom and why')
    .action(
      action<CommonOptions>((context) =>
        withBase(context, async (base) => {
          const stops = await base.deps.ledger.stops();
          context.out.data({ stops });
          listStops(context.out, stops);
          if (stops.length === 0) context.out.line('Nothing is stopped.');
          return EXIT.ok;
        }),
      ),
    );
  program
    .command('resume [what]')
    .description('end a stop; what waited goes on within seconds')
    .action(
      action<CommonOptions, [string | undefined]>((context, _, what) =>
        withBase(context, async (base) => {
          const scope = scopeOf(base, what);
          const { by } = await actorOf(base);
          const resumed = await resumeDesk(base.deps, scope, by);
          const stops = await base.deps.ledger.stops();
          context.out.data({ resumed, stops });
          context.out.line(resumed ? `${nameOf(scope)}: goes on` : `${nameOf(scope)} was not stopped`);
          for (const one of stops) context.out.line(`still stopped: ${nameOf(one.scope)} (${one.why})`);
          return EXIT.ok;
        }),
      ),
    );
}

function listStops(out: Output, stops: readonly Stop[]): void {
  out.table(
    ['stopped', 'since', 'by', 'why'],
    stops.map((one) => [nameOf(one.scope), moment(one.at), one.by, one.why]),
  );
}

function scopeOf(base: Base, what: string | undefined): string {
  if (what === undefined || what === EVERYTHING) return EVERYTHING;
  const [recipient, channel] = what.split('/');
  const known = recipient === undefined ? undefined : base.catalog.recipients.get(recipient);
  if (known !== undefined && (channel === undefined || known.channels[channel] !== undefined)) return what;
  throw new RedressError('desk_unknown', `There is no recipient or channel ${what.slice(0, 80)}.`, {
    field: 'what',
    cure: 'Write ID or ID/CHANNEL as in: redress platforms list',
  });
}

const nameOf = (scope: string): string => (scope === EVERYTHING ? 'everything' : scope);
