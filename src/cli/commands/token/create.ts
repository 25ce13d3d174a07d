import { type Command, Option } from 'commander';
import { assertRole, TOKEN_ROLES, type TokenRole } from '../../../ledger/tokens.ts';
import { type CommonOptions, withBase } from '../../context.ts';
import { EXIT } from '../../exit-codes.ts';
import { action } from '../../run.ts';
import { positive } from '../list.ts';
import { type HelplineOptions, helplineOf } from './helpline.ts';

interface Options extends CommonOptions, HelplineOptions {
  readonly helpline?: string;
  readonly label: string;
  readonly role: TokenRole;
  readonly days?: number;
}

export function addTokenCreate(token: Command): void {
  token
    .command('create')
    .description('make a token; a new helpline also needs name, organisation, signer, email and country')
    .option('--helpline <id>', 'whose token it is; none for ops')
    .option('--label <text>', 'what it is for', 'command line')
    .addOption(
      new Option('--role <role>', 'what its holder may do').choices(TOKEN_ROLES).default('practitioner'),
    )
    .option('--days <n>', 'it ends after so many days', positive)
    .option('--name <text>', 'the name that notices show')
    .option('--organisation <text>', 'the legal name')
    .option('--signer <text>', 'who signs notices: a role or a person of the helpline')
    .option('--email <address>', 'its role address, to which platforms answer')
    .option('--phone <number>')
    .option('--address <text>', 'postal address')
    .option('--country <code>', 'its country, e.g. GB')
    .option('--status <recipient/status...>', 'held with a platform, e.g. pornhub/trusted_flagger', [])
    .action(
      action<Options>((context, options) =>
        withBase(context, async (base) => {
          const { ledger, clock } = base.deps;
          const helplineId = options.helpline ?? null;
          const scopes = [options.role];
          assertRole({ helplineId, scopes });
          if (helplineId !== null) {
            const known = await ledger.helpline(helplineId);
            await ledger.saveHelpline(helplineOf(helplineId, options, known));
          }
          const now = clock.now();
          const expiresAt = options.days === undefined ? null : now + options.days * 86_400_000;
          const made = await base.handle.tokens.create(
            { helplineId, label: options.label, scopes, expiresAt },
            now,
          );
          context.out.data({
            id: made.id,
            token: made.token,
            helpline: helplineId,
            role: options.role,
            expiresAt,
          });
          context.out.line(made.token);
          context.out.note('This is the only time it is shown. Give it as REDRESS_TOKEN.');
          return EXIT.ok;
        }),
      ),
    );
}
