import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Millis } from '../../domain/time.ts';

/** What became of one call of a group. */
export type Outcome<T> = { readonly value: T } | { readonly error: unknown };

interface Waiting<In, Out> {
  readonly item: In;
  readonly done: (value: Out) => void;
  readonly fail: (error: unknown) => void;
}

const MOST = 100;
/** How long a first call waits for others: little beside a commit to the disk, and enough for many that come at once. */
const LINGER: Millis = 4;

/**
 * Many calls, few statements: a call that comes while a statement runs waits for it and goes with all that came
 * meanwhile, in one statement and one commit. Each call succeeds or fails by itself.
 */
export class Group<In, Out> {
  private readonly run: (items: readonly In[]) => Promise<readonly Outcome<Out>[]>;
  private readonly keyOf: (item: In) => string;
  private readonly linger: Millis;
  private waiting: Waiting<In, Out>[] = [];
  private running = false;

  /**
   * @param run one statement for all items; answers in their order
   * @param keyOf no key comes twice in one statement: of two writers of one row, the second must see the first
   * @param linger how long a first call waits for others
   */
  constructor(
    run: (items: readonly In[]) => Promise<readonly Outcome<Out>[]>,
    keyOf: (item: In) => string,
    linger: Millis = LINGER,
  ) {
    this.run = run;
    this.keyOf = keyOf;
    this.linger = linger;
  }

  call(item: In): Promise<Out> {
    return new Promise((done, fail) => {
      this.waiting.push({ item, done, fail });
      void this.drain();
    });
  }

  private async drain(): Promise<void> {
    if (this.running) {
      return;
    }
    this.running = true;
    while (this.waiting.length > 0) {
      await sleep(this.linger);
      await this.perform(this.take());
    }
    this.running = false;
  }

  private take(): readonly Waiting<In, Out>[] {
    const keys = new Set<string>();
    const group: Waiting<In, Out>[] = [];
    const rest: Waiting<In, Out>[] = [];
    for (const one of this.waiting) {
      const key = this.keyOf(one.item);
      const fits = group.length < MOST && !keys.has(key);
      (fits ? group : rest).push(one);
      keys.add(key);
    }
    this.waiting = rest;
    return group;
  }

  private async perform(group: readonly Waiting<In, Out>[]): Promise<void> {
    try {
      const outcomes = await this.run(group.map((one) => one.item));
      group.forEach((one, index) => {
        const outcome = outcomes[index] ?? { error: new Error('a call of a group got no answer') };
        if ('error' in outcome) {
          one.fail(outcome.error);
        } else {
          one.done(outcome.value);
        }
      });
    } catch (error) {
      if (group.length > 1 && isOfOneRow(error)) {
        // One bad item must not fail the others: each goes by itself and finds its own fate.
        for (const one of group) {
          await this.perform([one]);
        }
        return;
      }
      for (const one of group) {
        one.fail(error);
      }
    }
  }
}

/** Whether the database refused a row (class 22, 23) or chose a victim (40), rather than being away or ill. */
function isOfOneRow(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^(22|23|40|P0)/.test(error.code ?? '');
}
