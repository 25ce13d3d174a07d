import type { BaseAdapter } from '@bull-board/api/baseAdapter';

/** The queues as bull-board wants them. They are opened by whoever opens the queues. */
export interface QueueBoard {
  /** `helpline`: how long the queues are, and no job. */
  adapters(of: 'ops' | 'helpline'): Promise<readonly BaseAdapter[]>;
}
