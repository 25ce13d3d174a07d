import type { Command } from 'commander';
import { HOUR } from '../../domain/time.ts';
import { type CommonOptions, withBase } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { moment } from '../output/times.ts';
import { action } from '../run.ts';
import { positive } from './list.ts';

interface CreateOptions extends CommonOptions {
  readonly overlap: number;
}

interface RevokeOptions extends CommonOptions {
  readonly secret?: string;
}

/** `redress intake-secret`: with what helplines sign jobs of the intake queue, and to what they seal them. */
export function addIntakeSecret(program: Command): void {
  const group = program
    .command('intake-secret')
    .description('secrets with which helplines sign jobs of the queue takedown-intake');
  group
    .command('create <helpline>')
    .description('make a new secret; those before it stay good for a while')
    .option('--overlap <hours>', 'for how long the secrets before it stay good', positive, 24)
    .action(
      action<CreateOptions, [string]>((context, { overlap }, helpline) =>
        withBase(context, async (base) => {
          const now = base.deps.clock.now();
          const made = await base.handle.intake.secrets.create(helpline, overlap * HOUR, now);
          context.out.data({ ...made, helpline });
          context.out.line(made.secret);
          context.out.note(
            'This is the only time it is shown. The helpline signs with it (docs/queue-intake.md).',
          );
          return EXIT.ok;
        }),
      ),
    );
  group
    .command('revoke <helpline>')
    .description('end all secrets of a helpline at once, or one of them')
    .option('--secret <id>', 'this one only')
    .action(
      action<RevokeOptions, [string]>((context, { secret }, helpline) =>
        withBase(context, async (base) => {
          const ended = await base.handle.intake.secrets.revoke(helpline, secret, base.deps.clock.now());
          context.out.data({ helpline, ended });
          context.out.line(`${ended} ended`);
          return ended > 0 ? EXIT.ok : EXIT.notAsExpected;
        }),
      ),
    );
  group
    .command('list [helpline]')
    .description('which secrets there are and when each was last used; never the secrets')
    .action(
      action<CommonOptions, [string | undefined]>((context, _, helpline) =>
        withBase(context, async (base) => {
          const secrets = await base.handle.intake.secrets.list(helpline);
          context.out.data({ secrets });
          context.out.table(
            ['id', 'helpline', 'made', 'ends', 'last used'],
            secrets.map((one) => [
              one.id,
              one.helplineId,
              moment(one.createdAt),
              moment(one.endsAt),
              moment(one.lastUsedAt),
            ]),
          );
          if (secrets.length === 0) context.out.line('There are none.');
          return EXIT.ok;
        }),
      ),
    );
  group
    .command('key')
    .description('the public key to which jobs are sealed, as a JWK set')
    .action(
      action<CommonOptions>((context) =>
        withBase(context, async (base) => {
          const keys = { keys: [(await (await import('../../app/intake-key.ts')).intakeKey(base)).jwk] };
          context.out.data(keys);
          context.out.line(JSON.stringify(keys));
          return EXIT.ok;
        }),
      ),
    );
}
