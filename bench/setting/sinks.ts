import { z } from 'zod';
import { startChild } from './child.ts';

const Ports = z.object({ ports: z.object({ smtp: z.int(), http: z.int() }) });
const Counts = z.object({
  counts: z.object({ mails: z.int(), pages: z.int(), reports: z.int(), forms: z.int() }),
});
export type Counts = z.infer<typeof Counts>['counts'];

/** The servers that both sides talk to. */
export interface Sinks {
  readonly smtp: number;
  readonly http: number;
  /** What has arrived so far. */
  counts(): Promise<Counts>;
  close(): Promise<void>;
}

export async function startSinks(): Promise<Sinks> {
  const child = startChild('./sinks.process.ts');
  const { ports } = Ports.parse(await child.next());
  return {
    ...ports,
    counts: async () => {
      const answer = child.next();
      child.tell('counts');
      return Counts.parse(await answer).counts;
    },
    close: () => child.end(),
  };
}
