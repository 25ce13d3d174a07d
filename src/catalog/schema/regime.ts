import { z } from 'zod';
import { Duration, Id, NoticePath, Provenance } from './common.ts';

/** One element that a notice under the regime must have, and where the canonical notice holds it. */
const Element = z.strictObject({
  id: Id,
  text: z.string().max(500).describe('The element in the words of the rule, shortened'),
  /** All of these must be present (non-empty, or true). */
  fields: z.array(NoticePath).min(1),
});

export const Regime = z.strictObject({
  id: Id,
  name: z.string(),
  statute: z.string(),
  /** Country codes of the persons whom it protects; `EU` stands for its member states. `any` for practice. */
  jurisdictions: z.array(z.string()).min(1),
  /** When the recipient must have acted, counted from `clockStarts`. None: no hour figure in the law. */
  deadline: Duration.optional(),
  clockStarts: z.enum(['notice', 'regulator_notice']).default('notice'),
  /** Days from which the duty can be enforced. Unknown commencement: leave it out, and no clock is started. */
  inForceFrom: z.iso.date().optional(),
  elements: z.array(Element).min(1),
  /** What a notice says to invoke the rule. */
  citation: z.string().max(1000),
  regulator: Id.optional(),
  unverified: z.array(z.string()).default([]),
  sources: z.array(z.string()).min(1),
  ...Provenance,
});
export type Regime = z.infer<typeof Regime>;
