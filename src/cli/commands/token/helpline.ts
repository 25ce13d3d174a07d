import { z } from 'zod';
import { RedressError } from '../../../domain/errors.ts';
import type { Helpline } from '../../../flow/ledger.ts';

/** What `token create` says of the helpline. */
export interface HelplineOptions {
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

/** The helpline as it is known, with what is said anew. */
export function helplineOf(id: string, options: HelplineOptions, known: Helpline | undefined): Helpline {
  const parsed = NewHelpline.safeParse({
    id,
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
