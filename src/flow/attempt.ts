import { missingFields } from '../catalog/law/missing-fields.ts';
import { renderOrder } from '../catalog/render/order.ts';
import type { RenderedOrder } from '../catalog/rendered.ts';
import { RedressError } from '../domain/errors.ts';
import type { Send } from '../domain/takedown.ts';
import type { Instant } from '../domain/time.ts';
import type { EffectDeps } from './deps.ts';
import type { Begun } from './ledger.ts';
import { orderText } from './order-text.ts';
import { patiently } from './patience.ts';
import { type EffectControl, EffectStopped, type SendOrder, type SendReport } from './ports.ts';
import { noticeView, viewFacts } from './view.ts';

/** What was done about an attempt, and the notice as it was (to be) sent. */
export interface Performed extends SendReport {
  readonly text?: string | undefined;
  /** Whether the point of no return was passed: what was done then is told, whoever holds the takedown by now. */
  readonly committed: boolean;
}

/** A notice ready to go. */
interface Prepared {
  readonly rendered: RenderedOrder;
  readonly text: string | undefined;
}

/**
 * Makes the notice and delivers it, with the ledger asked at the point of no return. `stopped`: the ledger refused, and
 * nothing was done. `handed back`: the process shuts down, or the lease ended before anything was done.
 *
 * @param claimedUntil for what the claim has read: see `Ledger.commit`
 */
export async function attempt(
  deps: EffectDeps,
  begun: Begun,
  send: Send,
  signal: AbortSignal,
  claimedUntil: Instant | undefined,
): Promise<Performed | 'stopped' | 'handed back'> {
  let committed = false;
  let inDoubt = false;
  let text: string | undefined;
  try {
    const prepared = await patiently(deps, () => prepare(deps, begun, send));
    if ('delivery' in prepared) return prepared;
    if (signal.aborted) return 'handed back';
    text = prepared.text;
    const { key, noticeKey, recipient, channel } = send;
    const order = { key, noticeKey, takedownId: begun.stored.takedown.id, recipient, channel };
    const report = await deliver(deps, order, prepared.rendered, {
      signal,
      commit: async () => {
        inDoubt = true;
        const allowed = await deps.ledger.commit(key, deps.worker, deps.clock.now(), claimedUntil);
        inDoubt = false;
        if (!allowed) throw new EffectStopped();
        committed = true;
      },
    });
    return { ...report, text, committed };
  } catch (error) {
    if (error instanceof EffectStopped) return 'stopped';
    // The ledger did not answer at the point of no return. It may hold `committed`, but nothing was done.
    if (inDoubt) return { delivery: { result: 'retry', code: 'ledger_unreachable' }, text, committed };
    if (deps.shutdown.aborted && !committed) return 'handed back';
    if (signal.aborted)
      return { delivery: { result: committed ? 'unknown' : 'retry', code: 'timed_out' }, text, committed };
    // A bug: the takedown steps back by itself (bounded tries), and the error is seen.
    deps.log.error(
      { attempt: send.key, recipient: send.recipient, channel: send.channel, error: nameOf(error) },
      'effect failed',
    );
    const code = 'internal_error';
    return { delivery: committed ? { result: 'unknown', code } : { result: 'retry', code }, text, committed };
  }
}

/** Each kind of notice goes to the sender of its kind. */
async function deliver(
  { senders }: EffectDeps,
  order: Omit<SendOrder, 'rendered'>,
  rendered: RenderedOrder,
  control: EffectControl,
): Promise<SendReport> {
  switch (rendered.kind) {
    case 'email':
      return (await senders.get('email')).send({ ...order, rendered }, control);
    case 'form':
      return (await senders.get('form')).send({ ...order, rendered }, control);
    case 'api':
      return (await senders.get('api')).send({ ...order, rendered }, control);
    case 'assisted':
      throw new Error("an assisted notice is a person's task and is never queued");
  }
}

/** The notice for this desk, or what keeps it from being made. */
async function prepare(deps: EffectDeps, begun: Begun, send: Send): Promise<Prepared | Performed> {
  const facts = viewFacts(deps, begun, send.noticeKey);
  const recipient = deps.catalog.recipients.get(send.recipient);
  const channel = recipient?.channels[send.channel];
  if (facts === undefined || recipient === undefined || channel === undefined) {
    return {
      delivery: { result: 'failed', code: facts === undefined ? 'erased' : 'channel_unknown' },
      committed: false,
    } as const;
  }
  const missing = missingFields(facts.notice, channel)[0];
  if (missing !== undefined) return cannotMake(missing.field);
  try {
    const view = noticeView(facts, send.recipient, deps.catalog, await deps.worlds.current());
    const rendered = renderOrder(recipient, send.channel, view, deps.catalog);
    return { rendered, text: orderText(rendered) };
  } catch (error) {
    if (error instanceof RedressError) return cannotMake(error.field);
    throw error;
  }
}

function cannotMake(field: string | undefined): Performed {
  const code = field === undefined ? 'missing_field' : `missing_field_${field.replaceAll('.', '_')}`;
  return { delivery: { result: 'handover', code, reason: 'missing_field' }, committed: false };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
