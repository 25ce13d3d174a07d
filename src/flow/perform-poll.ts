import { renderStatus } from '../catalog/render/status.ts';
import { next } from '../decide/next.ts';
import type { TakedownEvent } from '../domain/event.ts';
import type { Takedown } from '../domain/takedown.ts';
import { underLease } from './deadline.ts';
import type { EffectDeps } from './deps.ts';
import { LEASES, type RecordedEvent } from './ledger.ts';
import { keepPace } from './pace.ts';
import { patiently } from './patience.ts';
import type { EffectJob, Hand, PollReport } from './ports.ts';
import { type Addition, giveBack, settle } from './settle.ts';
import { isStopped } from './stops.ts';
import { noticeView, viewFacts } from './view.ts';

/** Asks a recipient once what became of a report. A new answer becomes a reply; an old one only counts the poll. */
export async function performPoll(deps: EffectDeps, job: EffectJob, hand: Hand): Promise<void> {
  const known =
    deps.ledger.claimedFacts(job, deps.clock.now()) ??
    (await patiently(deps, () => deps.ledger.facts(job.takedownId)));
  if (known === undefined) return;
  const { stored } = known;
  const [world, stops] = await patiently(deps, () =>
    Promise.all([deps.worlds.current(), deps.worlds.stops()]),
  );
  const now = deps.clock.now();
  const decision = next(stored.takedown, world, now);
  const due = decision.do === 'poll' && decision.at <= now;
  if (!due || isStopped(decision, stored.takedown, stops)) {
    return patiently(deps, () => giveBack(deps, job, stored.takedown));
  }
  const facts = viewFacts(deps, known, decision.noticeKey);
  const channel = deps.catalog.recipients.get(decision.recipient)?.channels[decision.channel];
  const reference = facts?.references.findLast((one) => one.noticeKey === decision.noticeKey)?.reference;
  const sender = await deps.senders.get('api');
  let report: PollReport = { result: 'retry', code: 'no_reference' };
  if (
    facts !== undefined &&
    channel?.kind === 'api' &&
    channel.status !== undefined &&
    sender.poll !== undefined
  ) {
    const view = noticeView(facts, decision.recipient, deps.catalog, world);
    const rendered = renderStatus(channel, reference ?? '', view, deps.catalog);
    const { noticeKey, recipient, channel: id } = decision;
    const order = { noticeKey, recipient, channel: id, rendered };
    const ask = sender.poll;
    report = await underLease(LEASES.api, deps.shutdown, async (signal) => {
      try {
        await hand.act();
        await keepPace(deps, job, stored.lease?.until);
        return await ask(order, { signal });
      } catch (error) {
        if (!signal.aborted) throw error;
        return { result: 'retry', code: 'handed_back' };
      }
    });
  }
  hand.acted();
  const at = deps.clock.now();
  const record = (takedown: Takedown): Addition => {
    const send = takedown.sends.find((one) => one.noticeKey === decision.noticeKey);
    const polled: TakedownEvent = { type: 'polled', at, noticeKey: decision.noticeKey, code: report.code };
    if (report.result === 'retry') return { events: [{ event: polled }] };
    const { kind, reason } = report.reply;
    const before = send?.replies.at(-1);
    if (before?.kind === kind && before.reason === reason) return { events: [{ event: polled }] };
    const replied: RecordedEvent = {
      event: {
        type: 'replied',
        at,
        noticeKey: decision.noticeKey,
        kind,
        via: 'api',
        by: decision.recipient,
        ...(reason === undefined ? {} : { reason }),
      },
      // A minor may be shown, as was found while this ran: nothing that may tell the URL is kept (DESIGN 6).
      red: takedown.ageInImage === 'adult' ? { evidence: report.evidence } : undefined,
    };
    return { events: [{ event: polled }, replied] };
  };
  await patiently(deps, () => settle(deps, job.takedownId, null, record, stored));
}
