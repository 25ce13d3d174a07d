import type { CheckOrder } from '../flow/ports.ts';
import type { Judgement, LookAt } from './answer.ts';
import { judge } from './signals.ts';

/**
 * Weighs a `gone` against a page of the same site that is known to be there, looked at in the same way. If that one
 * cannot be had either, or would be called gone by the same rule, the first answer said nothing about removal.
 */
export async function weigh(
  gone: Judgement,
  order: Pick<CheckOrder, 'kind' | 'signals' | 'control'>,
  look: LookAt,
  signal: AbortSignal,
): Promise<Judgement> {
  const { control } = order;
  if (control === undefined) return gone;
  const kind = order.kind === 'media' ? 'page' : order.kind;
  const answer = await look(control.url, kind, signal);
  if (answer.outcome === 'trouble') return { verdict: answer.verdict, signal: `control_${answer.signal}` };

  const shown = judge(answer, order.signals);
  if (['bot_blocked', 'host_down', 'login_wall', 'geo_blocked'].includes(shown.verdict)) {
    return { verdict: shown.verdict, signal: `control_${shown.signal}` };
  }
  // A site that answers "not there" for what is there keeps us out.
  if (!control.status.includes(answer.status)) {
    return { verdict: 'bot_blocked', signal: `control_status_${answer.status}` };
  }
  if (shown.verdict === 'gone') return { verdict: 'not_checkable', signal: 'control_is_gone_too' };
  return gone;
}
