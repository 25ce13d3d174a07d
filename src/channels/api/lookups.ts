import type { RenderedApi } from '../../catalog/rendered.ts';
import { atPointer } from '../../domain/json-pointer.ts';
import type { Instant } from '../../domain/time.ts';
import type { SendOrder, SendReport } from '../../flow/ports.ts';
import { readAnswer } from './answer.ts';
import { type ExchangeDeps, exchange } from './exchange.ts';
import { faultDelivery } from './outcome.ts';
import { parseJson } from './parse-json.ts';

export type Found =
  | { readonly found: Readonly<Record<string, unknown>> }
  /** A lookup that failed ends the send: its report is the send's. */
  | { readonly report: SendReport };

/**
 * Makes the lookups in their order; each knows what the ones before it found. They only read, so a lost answer is a
 * `retry`, and an answer without the value is `failed`: what the report would be about is not there.
 */
export async function lookUp(
  deps: ExchangeDeps & { readonly now: () => Instant },
  order: Pick<SendOrder<'api'>, 'noticeKey'> & { readonly rendered: Pick<RenderedApi, 'lookups'> },
  signal: AbortSignal,
): Promise<Found> {
  const found: Record<string, unknown> = {};
  for (const { name, pointer, render } of order.rendered.lookups) {
    const request = render(found);
    const answer = await exchange(deps, request, { noticeKey: order.noticeKey, signal });
    if ('prevented' in answer) return { report: { delivery: answer.prevented } };
    if ('fault' in answer) return { report: { delivery: faultDelivery(answer, true) } };
    const { delivery, evidence } = readAnswer({ ...request, reference: pointer }, answer, deps.now());
    if (delivery.result === 'unknown' || (delivery.result === 'sent' && answer.text === undefined)) {
      return { report: { delivery: { result: 'retry', code: 'lookup_unreadable' }, evidence } };
    }
    // What a lookup finds is no reference of a report.
    if (delivery.result === 'says_gone')
      return { report: { delivery: { ...delivery, hasReference: false }, evidence } };
    if (delivery.result !== 'sent') return { report: { delivery, evidence } };
    const value = atPointer(parseJson(answer.text), pointer);
    if (value === undefined || value === null || value === '') {
      const code = `lookup_${name.replaceAll('-', '_')}_not_found`;
      return { report: { delivery: { result: 'failed', code }, evidence } };
    }
    found[name] = value;
  }
  return { found };
}
