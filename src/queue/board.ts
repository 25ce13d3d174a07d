import type { BaseAdapter } from '@bull-board/api/baseAdapter';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { Queue } from 'bullmq';
import type { ProducerQueue } from './backend.ts';

/** Jobs hold ids only; whatever else might come to stand in one is not shown. */
const JOB_ID = /^td_[a-z0-9-]{1,60}$/;

function takedownOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('takedownId' in data)) return undefined;
  const { takedownId } = data;
  return typeof takedownId === 'string' && JOB_ID.test(takedownId) ? takedownId : undefined;
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
        const id = takedownOf(job.data);
        return { displayText: id ?? '', href: id === undefined ? '/search' : `/search/${id}` };
      },
    });
    adapter.setFormatter('data', (data: unknown) => ({ takedownId: takedownOf(data) ?? null }));
    adapter.setFormatter('returnValue', () => null);
    adapter.setFormatter('progress', () => null);
    return [adapter];
  });
}
