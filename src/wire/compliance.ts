import { z } from 'zod';
import { REFUSAL_REASONS } from '../domain/outcome.ts';
import { KINDS } from '../domain/statistics/kind.ts';
import { NOTICE_ENDS } from '../domain/statistics/notices.ts';
import { PERIOD } from '../domain/statistics/period.ts';
import { Moment } from './common.ts';

export const ReportPeriod = z
  .string()
  .regex(PERIOD, '7d, 30d, 90d, 365d or a month such as 2026-11')
  .default('90d')
  .meta({ description: '`7d`, `30d`, `90d`, `365d` until now, or a month of the calendar (UTC): `2026-11`' });

export const ComplianceQuery = z.object({
  recipient: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,99}$/, 'the id of a recipient')
    .optional()
    .meta({ description: 'Of one recipient; of all when it is left out' }),
  period: ReportPeriod,
});

const count = z.int().nullable();
const hours = z.number().nullable();
const share = z
  .object({ count: z.int(), of: z.int(), share: z.number().nullable(), low: z.number(), high: z.number() })
  .nullable()
  .meta({ description: '`low` and `high`: 95 % (Wilson). Null: held back' });
const quantile = z.object({ at: hours, low: hours, high: hours });
const estimate = z
  .object({ notices: z.int(), events: z.int(), medianHours: quantile, ninetyHours: quantile })
  .nullable()
  .meta({ description: 'Kaplan-Meier; `ninetyHours`: by then nine in ten. Null: not reached, or held back' });

export const ComplianceLine = z
  .object({
    recipient: z.string(),
    name: z.string(),
    asOf: Moment,
    suppressed: z.boolean().meta({ description: 'Something is held back because it is about too few' }),
    notices: count,
    ends: z.record(z.enum([...NOTICE_ENDS, 'open']), count),
    reasons: z.partialRecord(z.enum(REFUSAL_REASONS), count),
    answered: share,
    pushedBack: share,
    returned: share,
    inTime: share,
    receipt: estimate,
    removal: estimate,
    removedBy: z.array(
      z.object({
        hours: z.int(),
        share: z.number().nullable(),
        low: z.number().nullable(),
        high: z.number().nullable(),
        judged: count.meta({ description: 'Null: held back. 0: nobody was watched so long' }),
      }),
    ),
    kind: z.enum(KINDS).nullable(),
    rank: z.int().nullable().meta({ description: '1 is the least compliant of the period' }),
  })
  .meta({ id: 'ComplianceLine' });

export const Compliance = z
  .object({
    period: z.string(),
    from: Moment,
    to: Moment,
    of: z.enum(['all', 'helpline']).meta({ description: 'Whose notices are counted' }),
    recipients: z.array(ComplianceLine),
    curve: z.array(
      z.object({ hours: z.number(), stillThere: z.number(), low: z.number(), high: z.number() }),
    ),
    methods: z.array(z.string()),
    caveats: z.array(z.string()),
  })
  .meta({ id: 'Compliance' });
export type Compliance = z.infer<typeof Compliance>;
