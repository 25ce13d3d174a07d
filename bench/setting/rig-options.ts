import { z } from 'zod';
import { EFFECT_KINDS } from '../../src/flow/ports.ts';

/** Where a worker works and what it performs. Plain data, so that a process of its own can be told. */
export const RigOptions = z.object({
  folder: z.string(),
  platforms: z.string(),
  smtpPort: z.int(),
  httpPort: z.int(),
  databaseUrl: z.string(),
  /** Without it the queue is on PostgreSQL too. */
  redisUrl: z.string().optional(),
  kind: z.enum(EFFECT_KINDS),
  concurrency: z.int(),
});
export type RigOptions = z.infer<typeof RigOptions>;
