import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import type { Millis } from '../domain/time.ts';
import { SECOND } from '../domain/time.ts';
import type { Message, Outbox } from '../flow/outbox.ts';
import type { Clock, Logger, Metrics } from '../flow/ports.ts';
import { ANSWERS_WITHIN, post } from './post.ts';
import { afterTry, isGone, isTaken } from './schedule.ts';
import { sign } from './sign.ts';

export interface WebhookLoopDeps {
  readonly outbox: Outbox;
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Pick<Metrics, 'webhookTried'>;
  /** Names this process in leases. */
  readonly worker: string;
}

export interface WebhookLoop {
  /** Takes no more; lets what is under way end for a moment and hands the rest back. */
  stop(): Promise<void>;
}

/** Messages that a process sends at a time. */
const AT_ONCE = 50;
const EVENTS_AT_ONCE = 500;
const IDLE: Millis = 500;
/** Others take a message over when its sender is not heard by then. */
const LEASE: Millis = ANSWERS_WITHIN + 15 * SECOND;
const ENDS_WITHIN: Millis = 3 * SECOND;

/**
 * Makes messages of what happened and sends those that are due, until it is stopped. It has nothing to do with the
 * claiming of takedowns but the database: a receiver that hangs holds up nobody but itself.
 */
export function startWebhookLoop(deps: WebhookLoopDeps): WebhookLoop {
  const { outbox, clock, log, worker } = deps;
  const stopping = new AbortController();
  const cutting = new AbortController();
  // Every message that is under way listens to it.
  setMaxListeners(0, cutting.signal);
  const sending = new Map<string, Promise<void>>();

  const turn = async (): Promise<boolean> => {
    const now = clock.now();
    const told = await outbox.fanOut(EVENTS_AT_ONCE, now);
    const room = AT_ONCE - sending.size;
    const due = room > 0 ? await outbox.claim(room, worker, now, now + LEASE) : [];
    for (const message of due) {
      const sent = send(deps, message, cutting.signal).finally(() => sending.delete(message.id));
      sending.set(message.id, sent);
    }
    return told === EVENTS_AT_ONCE || (due.length > 0 && due.length === room);
  };

  const run = async (): Promise<void> => {
    let faults = 0;
    while (!stopping.signal.aborted) {
      let pause = IDLE;
      try {
        if (await turn()) pause = 0;
        faults = 0;
      } catch (error) {
        faults += 1;
        if (faults === 1) log.error({ worker, error }, 'webhooks wait until the ledger is back');
        pause = Math.min(IDLE * 2 ** Math.min(faults, 5), 10 * SECOND);
      }
      const waiting = [sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined)];
      // A place that becomes free is filled at once.
      await Promise.race(sending.size > 0 && pause === IDLE ? [...waiting, ...sending.values()] : waiting);
    }
  };

  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
      const all = Promise.all(sending.values());
      const late = new AbortController();
      await Promise.race([
        all,
        sleep(ENDS_WITHIN, undefined, { signal: late.signal }).catch(() => undefined),
      ]);
      late.abort();
      cutting.abort();
      await all;
    },
  };
}

async function send(
  { outbox, dispatcher, clock, log, metrics, worker }: WebhookLoopDeps,
  message: Message,
  cut: AbortSignal,
): Promise<void> {
  const { id, webhookId, url, tries } = message;
  try {
    const at = clock.now();
    const answered = await post(dispatcher, url, sign(message, at), cut);
    if (cut.aborted && !isTaken(answered)) {
      await outbox.giveBack([id], worker);
      return;
    }
    const now = clock.now();
    const settled = afterTry(answered, tries, now, Math.random());
    const { code } = answered;
    await outbox.settle(id, worker, settled, { at, code, ms: Math.max(0, now - at) });
    metrics.webhookTried({ result: settled.state === 'pending' ? 'retry' : settled.state, code });
    if (isGone(answered)) await outbox.disable(webhookId, 'http_410', now);
    if (settled.state === 'dead') log.warn({ job: id, code }, 'a webhook message is given up');
  } catch (error) {
    // Its lease brings it back.
    log.warn({ job: id, error }, 'what became of a webhook message could not be recorded');
  }
}
