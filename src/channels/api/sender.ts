import type { Dispatcher } from 'undici';
import type {
  Clock,
  EffectControl,
  Logger,
  PollOrder,
  PollReport,
  Secrets,
  Sender,
  SendOrder,
  SendReport,
} from '../../flow/ports.ts';
import { abortError, throwIfAborted } from '../abort.ts';
import { readAnswer } from './answer.ts';
import { exchange } from './exchange.ts';
import { lookUp } from './lookups.ts';
import { createTokens } from './oauth.ts';
import { faultDelivery } from './outcome.ts';
import { readStatus } from './status.ts';

export interface ApiSenderOptions {
  /** All requests go through it: the outbound guard's. It stays open when the sender is closed. */
  readonly dispatcher: Dispatcher;
  readonly secrets: Secrets;
  readonly log: Logger;
  readonly clock?: Clock | undefined;
}

/**
 * Sends notices to HTTP APIs. Lookups and credentials come first, then `commit`, then the request that creates the
 * report. A report whose answer was lost is `unknown`, unless the file declares an idempotency header: then it is a
 * `retry`, and the next try carries the same key, the notice's.
 */
export function createApiSender(options: ApiSenderOptions): Sender<'api'> {
  const { dispatcher, secrets, log } = options;
  const clock = options.clock ?? { now: () => Date.now() };
  const now = () => clock.now();
  const closing = new AbortController();
  const deps = { dispatcher, secrets, tokens: createTokens(dispatcher, now, closing.signal), now };

  async function send(order: SendOrder<'api'>, control: EffectControl): Promise<SendReport> {
    const { noticeKey, rendered } = order;
    const looked = await lookUp(deps, order, control.signal);
    throwIfAborted(control.signal);
    if ('report' in looked) return looked.report;
    const request = rendered.render(looked.found);
    const answer = await exchange(deps, request, {
      noticeKey,
      signal: control.signal,
      before: () => control.commit(),
    });
    if ('prevented' in answer) return { delivery: answer.prevented };
    if ('status' in answer) return readAnswer(request, answer, now());
    return { delivery: faultDelivery(answer, request.idempotencyHeader !== undefined) };
  }

  async function poll(order: PollOrder, control: Pick<EffectControl, 'signal'>): Promise<PollReport> {
    const { rendered, noticeKey } = order;
    const answer = await exchange(deps, rendered.request, { noticeKey, signal: control.signal });
    throwIfAborted(control.signal);
    if ('status' in answer) return readStatus(rendered, answer, now());
    if ('prevented' in answer) return { result: 'retry', code: answer.prevented.code };
    return { result: 'retry', code: faultDelivery(answer, true).code };
  }

  return {
    kind: 'api',
    async send(order, control) {
      const report = await send(order, control);
      const { delivery } = report;
      if (delivery.result === 'handover' && delivery.reason === 'missing_secret') {
        const { recipient, channel } = order;
        log.warn({ recipient, channel, code: delivery.code }, 'a channel lacks working credentials');
      }
      return report;
    },
    poll,
    async close() {
      closing.abort(abortError());
    },
  };
}
