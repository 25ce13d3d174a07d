import { z } from 'zod';
import { TakedownRequest } from '../flow/intake/request.ts';
import { AnyId, Moment } from './common.ts';
import { HandOffCard } from './intake.ts';
import { FieldProblem } from './problem.ts';

const named = { id: z.string(), name: z.string(), kind: z.string() };

export const PlatformLine = z
  .object({
    ...named,
    category: z.string(),
    hosts: z.array(z.string()),
    regimes: z.array(z.string()),
    channels: z.array(z.object({ id: z.string(), kind: z.string(), purpose: z.string() })),
  })
  .meta({ id: 'PlatformLine' });
export const PlatformList = z.object({ platforms: z.array(PlatformLine) }).meta({ id: 'PlatformList' });

export const PlatformChannel = z
  .object({
    id: z.string(),
    kind: z.string(),
    purpose: z.string(),
    title: z.string(),
    requires: z.array(z.string()),
    needsStatus: z.string().nullable(),
    source: z.string(),
    checkedOn: z.string().nullable(),
    state: z.enum(['usable', 'unchecked', 'drifted', 'resting']).meta({
      description:
        '`usable`: Redress sends by itself. Otherwise a person is asked, or another channel is taken',
    }),
  })
  .meta({ id: 'PlatformChannel' });

export const Platform = z
  .object({
    ...named,
    category: z.string(),
    aliases: z.array(z.string()),
    hosts: z.array(z.string()),
    languages: z.array(z.string()),
    regimes: z.array(z.object({ id: z.string(), name: z.string(), deadlineHours: z.number().nullable() })),
    channels: z.array(PlatformChannel),
    ladder: z.array(
      z.object({ to: z.string(), channels: z.array(z.string()), waitHours: z.number().nullable() }),
    ),
    note: z.string().nullable(),
    sources: z.array(z.string()),
  })
  .meta({ id: 'Platform' });
export const PlatformParams = z.object({ platformId: AnyId });

/** A request as far as it is known: only the URL must be there. */
export const ResolveRequest = TakedownRequest.partial()
  .extend({ url: TakedownRequest.shape.url })
  .meta({ id: 'ResolveRequest' });

export const Resolved = z
  .discriminatedUnion('result', [
    z.object({
      result: z.literal('resolved'),
      platform: z
        .object({ ...named, certainty: z.enum(['host', 'instance']), shortener: z.boolean() })
        .nullable()
        .meta({ description: 'Null: no file knows the host. `instance`: a person confirms it' }),
      content: z.string().nullable().meta({ description: 'Which kind of content the URL shows' }),
      channels: z.array(PlatformChannel).meta({ description: 'Of the first rung that can be used' }),
      clocks: z.array(
        z.object({
          regime: z.string(),
          name: z.string(),
          hours: z.number().nullable(),
          wouldEndAt: Moment.nullable().meta({ description: 'If the notice arrived now' }),
        }),
      ),
      missing: z.array(FieldProblem).meta({ description: 'What the laws and the first desk still need' }),
    }),
    z.object({ result: z.literal('minor_route'), minors: HandOffCard }),
  ])
  .meta({ id: 'Resolved' });
