import { BrowserFailed } from '../../browser/errors.ts';
import type { BrowserHost } from '../../browser/types.ts';
import type { EffectControl, Logger, Sender, SendOrder, SendReport } from '../../flow/ports.ts';
import { fillIn } from './attempt.ts';
import { isPageGone } from './locate.ts';
import { retry, unknown } from './reports.ts';
import type { Crossing } from './submit.ts';
import { timeLeft } from './time-left.ts';
import { unfit } from './unfit.ts';

export interface FormSenderOptions {
  readonly browser: BrowserHost;
  readonly log: Logger;
}

/** Why a form was ended from outside. */
interface Ends {
  readonly control: AbortSignal;
  readonly closing: AbortSignal;
  readonly total: AbortSignal;
}

/** Fills in and sends the recipients' web forms, each in a browser context of its own. */
export function createFormSender({ browser, log }: FormSenderOptions): Sender<'form'> {
  const closing = new AbortController();
  const running = new Set<Promise<SendReport>>();

  const send = async (order: SendOrder<'form'>, control: EffectControl): Promise<SendReport> => {
    const form = order.rendered;
    const ends: Ends = {
      control: control.signal,
      closing: closing.signal,
      total: AbortSignal.timeout(form.spec.totalTimeout),
    };
    throwIfStopped(ends);
    const time = timeLeft(form.spec.totalTimeout);
    const crossing: Crossing = { committed: false };
    const signal = AbortSignal.any([ends.control, ends.closing, ends.total]);
    const attempt = { form, time, crossing, control: { signal, commit: () => control.commit() } };
    try {
      const early = unfit(form);
      if (early !== undefined) return early;
      const report = await browser.withContext((...given) => fillIn(attempt, ...given), signal);
      // A page that is being closed looks broken: before the commit, what it looked like then counts for nothing.
      if (signal.aborted && !crossing.committed) throw signal.reason;
      return report;
    } catch (error) {
      return afterError(error, crossing, ends);
    }
  };

  return {
    kind: 'form',
    send: async (order, control) => {
      const from = performance.now();
      const sending = send(order, control);
      running.add(sending);
      try {
        const { delivery } = await sending;
        const { takedownId, recipient, channel, key } = order;
        const ms = Math.round(performance.now() - from);
        log.info(
          { takedownId, recipient, channel, key, result: delivery.result, code: delivery.code, ms },
          'form',
        );
        return await sending;
      } finally {
        running.delete(sending);
      }
    },
    close: async () => {
      closing.abort();
      await Promise.allSettled(running);
    },
  };
}

/** What an error means depends on one thing: whether the click on submit can have happened. */
function afterError(error: unknown, crossing: Crossing, ends: Ends): SendReport {
  if (crossing.refused !== undefined) throw crossing.refused;
  if (crossing.committed) return unknown(`${cause(error, ends)}_after_submit`);
  throwIfStopped(ends);
  if (ends.total.aborted) return retry('total_timeout');
  if (error instanceof BrowserFailed) return retry(error.code);
  if (isPageGone(error)) return retry('page_crashed');
  throw error;
}

function cause(error: unknown, ends: Ends): string {
  if (ends.control.aborted || ends.closing.aborted) return 'aborted';
  if (ends.total.aborted) return 'timeout';
  return error instanceof BrowserFailed ? error.code : 'page_lost';
}

function throwIfStopped(ends: Ends): void {
  for (const { aborted, reason } of [ends.control, ends.closing]) {
    if (!aborted) continue;
    throw reason instanceof Error && reason.name === 'AbortError'
      ? reason
      : new DOMException('the form was stopped before it was sent', 'AbortError');
  }
}
