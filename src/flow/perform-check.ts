import { next } from '../decide/next.ts';
import type { CheckPurpose } from '../domain/event.ts';
import type { Takedown } from '../domain/takedown.ts';
import { underLease } from './deadline.ts';
import type { EffectDeps } from './deps.ts';
import { LEASES, type Stored, type TakedownRed } from './ledger.ts';
import { keepPace } from './pace.ts';
import { patiently } from './patience.ts';
import type { CheckReport, EffectJob, Hand } from './ports.ts';
import { type Addition, giveBack, settle } from './settle.ts';
import { isStopped } from './stops.ts';

/** Looks at every location of a takedown once and appends what was found. */
export async function performCheck(deps: EffectDeps, job: EffectJob, hand: Hand): Promise<void> {
  const sight =
    deps.ledger.claimedSight(job, deps.clock.now()) ??
    (await patiently(deps, () => deps.ledger.sight(job.takedownId)));
  if (sight === undefined) return;
  const { stored, red } = sight;
  const purpose = await patiently(deps, () => purposeOf(deps, stored.takedown));
  if (purpose === undefined) return patiently(deps, () => giveBack(deps, job, stored.takedown));
  const { takedown: before } = stored;
  const found =
    red === undefined
      ? 'erased'
      : await underLease(LEASES.check, deps.shutdown, async (signal) => {
          await hand.act();
          await keepPace(deps, job, stored.lease?.until);
          return look(deps, before, red, signal);
        });
  hand.acted();
  if (found === 'handed back') {
    await patiently(deps, () => settle(deps, job.takedownId, null, () => ({ events: [] })));
    return;
  }
  const at = deps.clock.now();
  const record = (takedown: Takedown, now: Stored): Addition | undefined => {
    // The takedown was stopped meanwhile: this look is not asked for any more, and the takedown given back.
    if (now.takedown.version !== stored.takedown.version && takedown.withdrawnAt !== undefined)
      return { events: [] };
    if (typeof found === 'string')
      return { events: [{ event: { type: 'check_failed', at, purpose, code: found } }] };
    return {
      events: [{ event: { type: 'checked', at, purpose, by: 'redress', found: found.map(plain) } }],
      checks: found.map((report, location) => ({
        location,
        purpose,
        by: 'redress',
        verdict: report.verdict,
        signal: report.signal,
        status: report.status ?? null,
        at,
      })),
    };
  };
  await patiently(deps, () => settle(deps, job.takedownId, null, record, stored));
}

async function purposeOf(deps: EffectDeps, takedown: Takedown): Promise<CheckPurpose | undefined> {
  const now = deps.clock.now();
  const decision = next(takedown, await deps.worlds.current(), now);
  if (decision.do !== 'check' || decision.at > now) return undefined;
  return isStopped(decision, takedown, await deps.worlds.stops()) ? undefined : decision.purpose;
}

async function look(
  deps: EffectDeps,
  takedown: Takedown,
  red: TakedownRed,
  signal: AbortSignal,
): Promise<readonly CheckReport[] | 'handed back' | 'timed_out' | 'internal_error'> {
  const removal =
    takedown.platform === null ? undefined : deps.catalog.recipients.get(takedown.platform)?.removal;
  try {
    const reports: CheckReport[] = [];
    for (const { url, kind } of red.notice.locations) {
      const method =
        kind === 'page' || kind === 'cache'
          ? (removal?.method ?? 'http')
          : removal?.method === 'none'
            ? 'none'
            : 'http';
      const signals = (removal?.signals ?? []).filter((one) => one.on.includes(kind));
      reports.push(
        await deps.checker.check({ url, kind, method, signals, control: removal?.control }, { signal }),
      );
    }
    return reports;
  } catch (error) {
    if (deps.shutdown.aborted) return 'handed back';
    if (signal.aborted) return 'timed_out';
    deps.log.error(
      { takedown: takedown.id, error: error instanceof Error ? error.name : 'unknown' },
      'check failed',
    );
    return 'internal_error';
  }
}

function plain(report: CheckReport) {
  const { verdict, signal, status } = report;
  return status === undefined ? { verdict, signal } : { verdict, signal, status };
}
