import { next } from '../decide/next.ts';
import type { World } from '../decide/world.ts';
import type { Decision } from '../domain/decision.ts';
import { evolve } from '../domain/fold.ts';
import type { Instant } from '../domain/time.ts';
import { advance, type NewTaskId } from './advance.ts';
import { Ahead } from './ahead.ts';
import type { ClaimDeps } from './deps.ts';
import {
  type Change,
  LEASES,
  type Pace,
  type Plan,
  type RecordedEvent,
  type Stop,
  type Stored,
} from './ledger.ts';
import { measure } from './measure.ts';
import { paceOf } from './pace.ts';
import { effectOf, planOf } from './plan.ts';
import type { EffectJob, EffectKind } from './ports.ts';
import { settle } from './settle.ts';
import { isStopped } from './stops.ts';

export interface ClaimedOnce {
  /** Rows that were taken. */
  readonly taken: number;
  /** The queue of a kind had no room: more may be due than was taken, and can be had as soon as effects have ended. */
  readonly full: boolean;
}

/**
 * Takes what is due, writes the intents in the same transaction, then queues.
 *
 * @param ahead what earlier claims of this process have seen of the queue
 */
export async function claimOnce(deps: ClaimDeps, limit: number, ahead = new Ahead()): Promise<ClaimedOnce> {
  const [world, circuits, stops, room] = await Promise.all([
    deps.worlds.current(),
    deps.worlds.circuits(),
    deps.worlds.stops(),
    roomFor(deps, ahead),
  ]);
  const now = deps.clock.now();
  const onTrial = new Set(
    circuits.flatMap((one) => (one.openUntil !== null && one.openUntil <= now ? [one.recipient] : [])),
  );
  const pace = (id: string): Pace => {
    const limits = paceOf(id, world);
    // A channel that has rested gets a single trial before the others follow.
    return onTrial.has(id) ? { ...limits, concurrency: 1 } : limits;
  };
  const steps: (ClaimStep & { readonly stored: Stored })[] = [];
  const { jobs, taken } = await deps.ledger.claim(
    {
      now,
      limit,
      worker: deps.worker,
      room,
      pace,
    },
    (stored) => {
      const step = claimStep(stored, world, stops, now, deps.worker, deps.newTaskId);
      steps.push({ ...step, stored });
      return step;
    },
  );
  // A step whose job the ledger did not answer with was not written: the row was filed anew for another desk.
  const written = new Set(jobs.map((job) => job.id));
  for (const { stored, change, job } of steps)
    if (job === undefined || written.has(job.id)) measure(deps.metrics, stored, change);
  const byKind = new Map<EffectKind, EffectJob[]>();
  for (const job of jobs) byKind.set(job.kind, [...(byKind.get(job.kind) ?? []), job]);
  await Promise.all(
    [...byKind].map(async ([kind, some]) => {
      await enqueue(deps, kind, some);
      ahead.queued(kind, some.length);
    }),
  );
  deps.metrics.claimed(taken, now);
  return { taken, full: [...room.values()].some((one) => one === 0) };
}

async function roomFor(
  { queue, kinds, concurrency, clock }: ClaimDeps,
  ahead: Ahead,
): Promise<ReadonlyMap<EffectKind, number>> {
  const queued = await queue.waiting(kinds);
  const now = clock.now();
  return new Map(
    kinds.map((kind) => [kind, ahead.room(kind, concurrency[kind], queued.get(kind) ?? 0, now)] as const),
  );
}

/** What the queue does not take is given back at once: it would wait for the end of its lease. */
async function enqueue(deps: ClaimDeps, kind: EffectKind, jobs: readonly EffectJob[]): Promise<void> {
  try {
    await deps.queue.add(kind, jobs);
  } catch (error) {
    await Promise.all(
      jobs.map(({ takedownId }) =>
        settle(deps, takedownId, null, (_, { open }) =>
          open?.state === 'committed' ? undefined : { events: [] },
        ),
      ),
    );
    throw error;
  }
}

export interface ClaimStep {
  readonly change: Change;
  readonly job?: EffectJob | undefined;
}

/**
 * One due takedown, decided again. An attempt whose worker is gone is run again if it was only intended, and is of
 * unknown fate if it was committed (DESIGN 2).
 */
export function claimStep(
  stored: Stored,
  world: World,
  stops: readonly Stop[],
  now: Instant,
  worker: string,
  newTaskId: NewTaskId,
): ClaimStep {
  const { takedown } = stored;
  const lost: RecordedEvent[] =
    stored.open?.state === 'committed' && hasOpenSend(stored)
      ? [
          {
            event: {
              type: 'settled',
              at: now,
              key: stored.open.key,
              delivery: { result: 'unknown', code: 'worker_lost' },
            },
          },
        ]
      : [];
  const advanced = advance(takedown, lost, world, now, newTaskId);
  const settles =
    lost.length === 0 || stored.open === undefined
      ? undefined
      : { key: stored.open.key, result: 'unknown', code: 'worker_lost' };
  const base: Omit<Change, 'lease'> = {
    id: takedown.id,
    expectedVersion: takedown.version,
    ...advanced.change,
    ...(settles === undefined ? {} : { settles }),
  };
  if (isStopped(advanced.decision, advanced.change.state, stops))
    return { change: { ...base, plan: stoppedPlan(base.plan, now), lease: null } };
  const kind = effectOf(advanced.decision, world);
  if (kind === null || !isDue(advanced.decision, now)) return { change: { ...base, lease: null } };
  return take(base, advanced.decision, kind, world, now, worker);
}

function take(
  base: Omit<Change, 'lease'>,
  decision: Decision,
  kind: EffectKind,
  world: World,
  now: Instant,
  worker: string,
): ClaimStep {
  const lease = { until: now + LEASES[kind], worker };
  const { state } = base;
  const running = (to: typeof state) => ({
    ...planOf(to, next(to, world, now), world, now),
    status: 'running' as const,
  });
  if (decision.do !== 'send') {
    const job = { id: jobId(decision, state.id, state.version), takedownId: state.id, kind };
    return { change: { ...base, plan: running(state), lease }, job };
  }
  const { do: _, at: __, ...intent } = decision;
  const job = { id: intent.key, takedownId: state.id, kind };
  if (state.sends.some((send) => send.key === intent.key)) {
    return { change: { ...base, plan: running(state), lease }, job };
  }
  const intended = { type: 'intended', at: now, ...intent } as const;
  const after = evolve(state, intended);
  return {
    change: {
      ...base,
      events: [...base.events, { event: intended }],
      state: after,
      plan: running(after),
      opens: [...(base.opens ?? []), intent],
      lease,
    },
    job,
  };
}

/** Checks and polls are named by the version they were decided at: a second claim of the same state is the same job. */
function jobId(decision: Decision, id: string, version: number): string {
  return `${decision.do === 'poll' ? 'poll' : 'check'}-${id}-${version}`;
}

function isDue(decision: Decision, now: Instant): boolean {
  return 'at' in decision && decision.at <= now;
}

function hasOpenSend(stored: Stored): boolean {
  return stored.takedown.sends.some((send) => send.key === stored.open?.key && send.delivery === undefined);
}

/** How long a stopped takedown stands aside before it is looked at again. */
const STOPPED_FOR = 15_000;

function stoppedPlan(plan: Plan, now: Instant): Plan {
  return {
    ...plan,
    status: 'waiting',
    dueAt: now + STOPPED_FOR,
    next: `stopped by the switch; then: ${plan.next}`,
  };
}
