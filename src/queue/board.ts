import type { BaseAdapter } from '@bull-board/api/baseAdapter';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { Queue } from 'bullmq';
import { z } from 'zod';
import type { ProducerQueue } from './backend.ts';

/** Jobs hold ids only; whatever else might come to stand in one is not shown. */
const TakedownId = z.string().regex(/^td_[a-z0-9-]{1,60}$/);
const Data = z.union([
  z.object({ takedownId: TakedownId }),
  z.object({ effects: z.array(z.tuple([z.string(), TakedownId])) }),
]);

function takedownsOf(data: unknown): readonly string[] {
  const parsed = Data.safeParse(data);
  if (!parsed.success) return [];
  return 'takedownId' in parsed.data
    ? [parsed.data.takedownId]
    : parsed.data.effects.map(([, takedown]) => takedown);
}

/** A queue without its jobs: their ids may be those of another helpline. */
class LengthsOnly extends BullMQAdapter {
  override async getJob(): Promise<undefined> {
    return undefined;
  }

  override async getJobs(): Promise<[]> {
    return [];
  }

  override async getJobLogs(): Promise<string[]> {
    return [];
  }
}

/** The queues of the effects as bull-board wants them. */
export function boardAdapters(
  queues: readonly ProducerQueue[],
  of: 'ops' | 'helpline',
): readonly BaseAdapter[] {
  return queues.flatMap((queue) => {
    if (!(queue instanceof Queue)) return [];
    if (of === 'helpline') return [new LengthsOnly(queue, { readOnlyMode: true, allowRetries: false })];
    const adapter = new BullMQAdapter(queue, {
      allowRetries: false,
      externalJobUrl: (job) => {
        const [id, ...more] = takedownsOf(job.data);
        // A link leads to one takedown: those of a pack are named among its data.
        const only = more.length === 0 ? id : undefined;
        return { displayText: only ?? '', href: only === undefined ? '/search' : `/search/${only}` };
      },
    });
    adapter.setFormatter('data', (data: unknown) => {
      const [id, ...more] = takedownsOf(data);
      return more.length === 0 ? { takedownId: id ?? null } : { takedownIds: [id, ...more] };
    });
    adapter.setFormatter('returnValue', () => null);
    adapter.setFormatter('progress', () => null);
    return [adapter];
  });
}
