import type { Command } from 'commander';
import { type CommonOptions, withBase } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { action } from '../run.ts';

/** `redress keys`: the master keys of the ledger, and the change from one to the next. */
export function addKeys(program: Command): void {
  const keys = program
    .command('keys')
    .description('master keys: which wrap what, and the change to a new one');
  keys
    .command('status', { isDefault: true })
    .description('which master keys the ledger knows, and how much each of them wraps')
    .action(
      action<CommonOptions>((context) =>
        withBase(context, async (base) => {
          const all = await base.handle.keys.state();
          context.out.data({ keys: all });
          context.out.table(
            ['key', 'current', 'given here', 'wraps'],
            all.map((one) => [one.id, yes(one.current), yes(one.given), String(one.wraps)]),
          );
          return EXIT.ok;
        }),
      ),
    );
  keys
    .command('rotate')
    .description('wrap every case key anew with REDRESS_MASTER_KEY, while the service runs')
    .action(
      action<CommonOptions>((context) =>
        withBase(context, async (base) => {
          const done = await base.handle.keys.rotate((count) =>
            context.out.note(`${count} keys wrapped anew`),
          );
          const removable = base.config.previousMasterKey !== undefined;
          context.out.data({ ...done, previousRemovable: removable });
          context.out.line(
            `${done.rewrapped} keys wrapped anew. All are wrapped by the key ${done.keyId} now.`,
          );
          if (removable) {
            context.out.line('REDRESS_MASTER_KEY_PREVIOUS may be removed from every process.');
            context.out.line('Keep that key with the backups from before: they open with it alone.');
          }
          return EXIT.ok;
        }),
      ),
    );
}

const yes = (so: boolean): string => (so ? 'yes' : 'no');
