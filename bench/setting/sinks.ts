import { z } from 'zod';
import { startChild } from './child.ts';

const Ports = z.object({ ports: z.object({ smtp: z.int(), slowSmtp: z.int(), http: z.int() }) });
const Counts = z.object({
  counts: z.object({ mails: z.int(), pages: z.int(), reports: z.int(), forms: z.int() }),
});
const Mailed = z.object({ mailed: z.literal(true) });
export type Counts = z.infer<typeof Counts>['counts'];

/** The servers that both sides talk to. */
export interface Sinks {
  readonly smtp: number;
  /** A mail server that takes SLOW_SMTP ms for each message. */
  readonly slowSmtp: number;
  readonly http: number;
  /** What has arrived so far. */
  counts(): Promise<Counts>;
  /** Resolves when the next mail has arrived. Nothing else may be asked meanwhile. */
  nextMail(): Promise<void>;
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
    nextMail: async () => {
      const answer = child.next();
      child.tell('next mail');
      Mailed.parse(await answer);
    },
    close: () => child.end(),
  };
}
