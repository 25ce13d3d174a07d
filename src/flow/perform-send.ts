import { channelFingerprint } from '../catalog/fingerprint.ts';
import type { Intent } from '../domain/decision.ts';
import { inDoubt } from '../domain/fold-sends.ts';
import type { Send, Takedown } from '../domain/takedown.ts';
import { attempt, type Performed } from './attempt.ts';
import { noteHealth } from './circuits.ts';
import { underLease } from './deadline.ts';
import type { EffectDeps } from './deps.ts';
import { type Begun, LEASES, type Lease } from './ledger.ts';
import { keepPace } from './pace.ts';
import { patiently } from './patience.ts';
import type { EffectJob, Hand } from './ports.ts';
import { settle } from './settle.ts';
import { isStopped } from './stops.ts';

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
  if (performed === 'stopped' || performed === 'handed back') {
    if (performed === 'stopped' && by === 'claimed') return 'outdated';
    hand.acted();
    // Stopped by the switch, or paused: the takedown stands aside. Otherwise it ended, or is another worker's now.
    const aside =
      performed === 'handed back' ||
      isStopped({ do: 'send', at: now, ...intentOf(send) }, stored.takedown, await deps.ledger.stops()) ||
      (await isPaused(deps, job));
    if (aside) await handBack();
    return 'over';
  }
  // What has done nothing outside may have to begin anew: its act is not over then.
  const undone = by === 'claimed' && !performed.committed;
  if (!undone) hand.acted();
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
