import { channelFingerprint } from '../catalog/fingerprint.ts';
import { missingFields } from '../catalog/law/missing-fields.ts';
import { renderOrder } from '../catalog/render/order.ts';
import type { RenderedOrder } from '../catalog/rendered.ts';
import type { Intent } from '../domain/decision.ts';
import { RedressError } from '../domain/errors.ts';
import { inDoubt } from '../domain/fold-sends.ts';
import type { Send, Takedown } from '../domain/takedown.ts';
import type { Instant } from '../domain/time.ts';
import { noteHealth } from './circuits.ts';
import { underLease } from './deadline.ts';
import type { EffectDeps } from './deps.ts';
import { type Begun, LEASES, type Lease } from './ledger.ts';
import { orderText } from './order-text.ts';
import { keepPace } from './pace.ts';
import { patiently } from './patience.ts';
import {
  type EffectControl,
  type EffectJob,
  EffectStopped,
  type Hand,
  type SendOrder,
  type SendReport,
} from './ports.ts';
import { settle } from './settle.ts';
import { isStopped } from './stops.ts';
import { noticeView, viewFacts } from './view.ts';

/** What was done about an attempt, and the notice as it was (to be) sent. */
interface Performed extends SendReport {
  readonly text?: string | undefined;
  /** Whether the point of no return was passed: what was done then is told, whoever holds the takedown by now. */
  readonly committed: boolean;
}

/**
 * Delivers one attempt and settles it. Does nothing when it is settled already or another worker is at it.
 *
 * Goes by what the claim has read, if that was here and a moment ago. When that does not hold any more at the point of
 * no return, nothing was done: the attempt is begun as others are.
 */
export async function performSend(deps: EffectDeps, job: EffectJob, hand: Hand): Promise<void> {
  const claimed = deps.ledger.claimedFacts(job, deps.clock.now());
  if (claimed !== undefined && (await run(deps, job, hand, claimed, 'claimed')) !== 'outdated') return;
  const now = deps.clock.now();
  const begun = await patiently(deps, () =>
    deps.ledger.begin(job.id, deps.worker, now, now + LEASES[job.kind]),
  );
  if (begun !== undefined) await run(deps, job, hand, begun, 'begun');
}

/** @param by whether the attempt was begun in the ledger, or is to be by `commit`, which can refuse what is outdated */
async function run(
  deps: EffectDeps,
  job: EffectJob,
  hand: Hand,
  begun: Begun,
  by: 'claimed' | 'begun',
): Promise<'over' | 'outdated'> {
  const send = begun.stored.takedown.sends.find((one) => one.key === job.id && one.delivery === undefined);
  if (send === undefined) return 'over';
  const now = deps.clock.now();
  const { stored } = begun;
  const lease: Lease = { worker: deps.worker, until: begun.leaseUntil };
  const handBack = () =>
    patiently(deps, () => settle(deps, job.takedownId, null, () => ({ events: [], holder: lease }), stored));
  if (stored.takedown.pausedAt !== undefined) {
    await handBack();
    return 'over';
  }
  const performed = await underLease(lease.until - now, deps.shutdown, async (signal) => {
    await hand.act();
    await keepPace(deps, job, begun.claimedUntil);
    return attempt(deps, begun, send, signal, by === 'claimed' ? begun.leaseUntil : undefined);
  });
  if (performed === 'stopped' && by === 'claimed') return 'outdated';
  // What has done nothing outside may have to begin anew: its act is not over then.
  const undone =
    by === 'claimed' && performed !== 'stopped' && performed !== 'handed back' && !performed.committed;
  if (!undone) hand.acted();
  // Stopped by the switch, or paused: the takedown stands aside. Otherwise it ended, or is another worker's now.
  const switched =
    performed === 'stopped' &&
    isStopped({ do: 'send', at: now, ...intentOf(send) }, stored.takedown, await deps.ledger.stops());
  if (performed === 'stopped' && !switched && !(await isPaused(deps, job))) return 'over';
  if (performed === 'stopped' || performed === 'handed back') {
    await handBack();
    return 'over';
  }
  const at = deps.clock.now();
  await patiently(deps, () => noteDrift(deps, send, performed));
  const after = await patiently(deps, () =>
    settle(
      deps,
      job.takedownId,
      null,
      (takedown) => settlement(takedown, job.id, performed, at, lease),
      stored,
    ),
  );
  // Given back, and maybe claimed again for the run that this is: who else would see to it?
  if (undone && after?.sends.some((one) => one.key === job.id && one.delivery === undefined))
    return 'outdated';
  hand.acted();
  // Last: what was done outside comes to the record first, whatever becomes of the circuit.
  await patiently(deps, () => noteHealth(deps, send, performed.delivery));
  return 'over';
}

async function isPaused(deps: EffectDeps, job: EffectJob): Promise<boolean> {
  const now = await patiently(deps, () => deps.ledger.load(job.takedownId));
  return now?.takedown.pausedAt !== undefined;
}

/** A notice ready to go. */
interface Prepared {
  readonly rendered: RenderedOrder;
  readonly text: string | undefined;
}

async function attempt(
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

/** A form that does not match its file any more: the next takedowns take another channel at once. */
async function noteDrift(deps: EffectDeps, send: Send, { delivery }: Performed): Promise<void> {
  if (delivery.result !== 'handover' || delivery.reason !== 'drift') return;
  const channel = deps.catalog.recipients.get(send.recipient)?.channels[send.channel];
  if (channel === undefined) return;
  const { recipient, channel: id } = send;
  const fingerprint = channelFingerprint(channel);
  await deps.ledger.recordChannel({
    recipient,
    channel: id,
    kind: 'drifted',
    at: deps.clock.now(),
    by: 'redress',
    fingerprint,
  });
  deps.worlds.refresh();
  deps.log.warn(
    { recipient, channel: id, code: delivery.code },
    'channel drifted: its form does not match its file',
  );
}

function settlement(takedown: Takedown, key: string, performed: Performed, at: number, lease: Lease) {
  const { delivery, reference, evidence, text, committed } = performed;
  const open = takedown.sends.some((send) => send.key === key && send.delivery === undefined);
  // This process was taken for lost after its point of no return, and another has gone on. What was done is recorded
  // all the same: it settles the doubt, or is at least on record beside a try that has followed.
  const late =
    committed && delivery.result !== 'unknown' && takedown.sends.some((send) => inDoubt(send, key));
  if (!open && !late) return undefined;
  // A minor may be shown, as was found while this ran: no URL is kept (DESIGN 6).
  const red = takedown.ageInImage === 'adult' ? { reference, evidence, text } : { reference };
  return {
    events: [{ event: { type: 'settled', at, key, delivery } as const }],
    settles: { key, result: delivery.result, code: delivery.code, red },
    ...(committed ? {} : { holder: lease }),
    ...(open ? {} : { lease: 'keep' as const }),
  };
}

function intentOf({ recipient, channel, rung, noticeKey, tries, key, why }: Send): Intent {
  return { recipient, channel, rung, noticeKey, try: tries, key, why };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
