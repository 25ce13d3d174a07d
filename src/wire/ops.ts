import { z } from 'zod';
import { EFFECT_KINDS } from '../flow/ports.ts';
import { line, Moment } from './common.ts';

export const Overview = z
  .object({
    mode: z.enum(['sandbox', 'live']),
    version: z.string(),
    byStatus: z.record(z.string(), z.int()),
    byOutcome: z.record(z.string(), z.int()),
    overdue: z.int().meta({ description: 'Not ended, and past their strictest clock' }),
    drifted: z.array(z.string()).meta({ description: 'Channels whose form no longer fits its file' }),
    stops: z.int(),
    restingChannels: z.int(),
  })
  .meta({ id: 'Overview' });

export const Queues = z
  .object({
    queues: z.record(z.enum(EFFECT_KINDS), z.object({ waiting: z.int(), active: z.int() })),
    backlog: z.array(
      z.object({
        effect: z.string().nullable(),
        recipient: z.string().nullable(),
        due: z.int(),
        running: z.int(),
        later: z.int(),
        firstDeadlineAt: Moment.nullable(),
        nextDueAt: Moment.nullable(),
      }),
    ),
  })
  .meta({ id: 'Queues' });

export const Stop = z
  .object({ scope: z.string(), at: Moment, by: z.string(), why: z.string() })
  .meta({ id: 'Stop', description: '`scope`: `*`, a recipient, or recipient/channel' });
export const Stops = z.object({ stops: z.array(Stop) }).meta({ id: 'Stops' });

const scope = z
  .string()
  .regex(/^(\*|[a-z0-9][a-z0-9-]{0,99}(\/[a-z0-9][a-z0-9_-]{0,99})?)$/, '*, ID or ID/CHANNEL')
  .meta({ description: '`*` for everything, ID of a recipient, or ID/CHANNEL' });
export const NewStop = z
  .strictObject({ scope, why: line(300).meta({ description: 'For the record; no personal data' }) })
  .meta({ id: 'NewStop' });
export const Resume = z.strictObject({ scope }).meta({ id: 'Resume' });
export const Resumed = z.object({ resumed: z.boolean(), stops: z.array(Stop) }).meta({ id: 'Resumed' });

export const Circuits = z
  .object({
    circuits: z.array(
      z.object({
        recipient: z.string(),
        channel: z.string(),
        failures: z.int(),
        since: Moment,
        openUntil: Moment.nullable().meta({ description: 'It rests until then; null: in use' }),
      }),
    ),
  })
  .meta({ id: 'Circuits' });
export const CircuitReset = z
  .strictObject({
    channel: z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}\/[a-z0-9][a-z0-9_-]{0,99}$/, 'ID/CHANNEL'),
  })
  .meta({ id: 'CircuitReset' });
export const CircuitClosed = z.object({ channel: z.string() }).meta({ id: 'CircuitClosed' });
