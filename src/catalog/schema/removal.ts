import { z } from 'zod';
import { LOCATION_KINDS, VERDICTS } from '../../domain/verdict.ts';
import { Duration, Id, Pattern, Provenance } from './common.ts';

/** What an answer must look like; all that is given must hold. Bodies are read as text up to the byte cap. */
const SignalWhen = z
  .strictObject({
    status: z.array(z.int().min(100).max(599)).optional(),
    header: z.strictObject({ name: z.string(), pattern: Pattern }).optional(),
    text: Pattern.optional(),
    /** JSON pointer (RFC 6901). Without `equals` and `pattern` it must exist; `absent` means it must not. */
    json: z
      .strictObject({
        pointer: z.string().startsWith('/'),
        equals: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
        pattern: Pattern.optional(),
        absent: z.boolean().optional(),
        emptyList: z.boolean().optional(),
      })
      .optional(),
    /** The answer was a redirect whose target fits `to`, or lost the query parameter `lost`. */
    redirect: z.strictObject({ to: Pattern.optional(), lost: z.string().optional() }).optional(),
    notJson: z.boolean().optional(),
  })
  .refine((when) => Object.values(when).some((x) => x !== undefined), 'give at least one condition');

export const Signal = z.strictObject({
  id: Id,
  on: z.array(z.enum(LOCATION_KINDS)).default(['page']),
  when: SignalWhen,
  verdict: z.enum(VERDICTS),
  ...Provenance,
});
export type Signal = z.infer<typeof Signal>;

/** How the page that shows a URL's content is asked, when it is not the URL itself. */
export const Removal = z.strictObject({
  /** Tried in order before the generic rules; the first that fits wins. */
  signals: z.array(Signal).default([]),
  /** A page of the same site that is there: if it cannot be had either, nothing is said about removal. */
  control: z
    .strictObject({ url: z.url({ protocol: /^https?$/ }), status: z.array(z.int()).default([200]) })
    .optional(),
  /** `page` renders with Chromium (text only) where the plain answer says nothing; `none`: a person must look. */
  method: z.enum(['http', 'page', 'none']).default('http'),
});

/** When to look. Durations count from the send (follow-up), the first `gone` (confirm), the closing (watch). */
export const Verify = z.strictObject({
  followUp: z.array(Duration).min(1).default([3_600_000, 21_600_000, 86_400_000, 172_800_000]),
  /** After the list is used up: look again this often while anything is open. */
  afterwards: Duration.default(86_400_000),
  confirmAfter: Duration.default(3_600_000),
  watch: z.array(Duration).default([86_400_000, 604_800_000, 2_592_000_000, 7_776_000_000]),
  /** A host that has been down this long makes the takedown `unreachable`. */
  hostDownFor: Duration.default(259_200_000),
  /** Pause after a check that could not be made (our own network, a bug). */
  retryCheckAfter: Duration.default(900_000),
});
