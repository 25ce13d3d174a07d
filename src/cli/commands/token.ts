import { type Command, Option } from 'commander';
import { z } from 'zod';
import { RedressError } from '../../domain/errors.ts';
import type { Helpline } from '../../flow/ledger.ts';
import { type CommonOptions, withBase } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { action } from '../run.ts';
import { positive } from './list.ts';

interface Options extends CommonOptions {
  readonly helpline: string;
  readonly label: string;
  readonly role: string;
  readonly days?: number;
  readonly name?: string;
  readonly organisation?: string;
  readonly signer?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly address?: string;
  readonly country?: string;
  readonly status: readonly string[];
}

const NewHelpline = z.object({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens'),
  name: z.string().min(1).max(100),
  organisation: z.string().min(1).max(100),
  signer: z.string().min(1).max(255),
  email: z.email(),
  phone: z.string().max(40).optional(),
  postalAddress: z.string().max(300).optional(),
  country: z.string().regex(/^[A-Z]{2}$/, 'a country code of two capital letters'),
  statuses: z.array(
    z
      .string()
      .regex(
        /^[a-z0-9-]+\/(trusted_flagger|partner_account)$/,
        'RECIPIENT/trusted_flagger or RECIPIENT/partner_account',
      ),
  ),
});

export function addToken(program: Command): void {
  program
    .command('token')
    .description('tokens by which helplines are known')
    .command('create')
    .description('make a token; a new helpline also needs name, organisation, signer, email and country')
    .requiredOption('--helpline <id>', 'whose token it is')
    .option('--label <text>', 'what it is for', 'command line')
    .addOption(
      new Option('--role <role>', 'what its holder may do')
        .choices(['practitioner', 'lead'])
        .default('practitioner'),
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
          const known = await ledger.helpline(options.helpline);
          await ledger.saveHelpline(helplineOf(options, known));
          const now = clock.now();
          const expiresAt = options.days === undefined ? null : now + options.days * 86_400_000;
          const made = await base.handle.tokens.create(
            { helplineId: options.helpline, label: options.label, scopes: [options.role], expiresAt },
            now,
          );
          context.out.data({ id: made.id, token: made.token, helpline: options.helpline, expiresAt });
          context.out.line(made.token);
          context.out.note('This is the only time it is shown. Give it as REDRESS_TOKEN.');
          return EXIT.ok;
        }),
      ),
    );
}

/** The helpline as it is known, with what is said anew. */
function helplineOf(options: Options, known: Helpline | undefined): Helpline {
  const parsed = NewHelpline.safeParse({
    id: options.helpline,
    name: options.name ?? known?.name,
    organisation: options.organisation ?? known?.organisation,
    signer: options.signer ?? known?.signer,
    email: options.email ?? known?.email,
    phone: options.phone ?? known?.phone,
    postalAddress: options.address ?? known?.postalAddress,
    country: options.country ?? known?.country,
    statuses: options.status.length > 0 ? options.status : (known?.statuses ?? []),
  });
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`);
  throw new RedressError('helpline_incomplete', `The helpline is not complete: ${faults.join('; ')}`, {
    field: String(parsed.error.issues[0]?.path[0] ?? 'helpline'),
    cure: 'Give what is missing: redress token create --help',
  });
}
