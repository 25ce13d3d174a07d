import { createHash } from 'node:crypto';
import type { EffectJob, EffectKind } from '../flow/ports.ts';
import type { JobData, QueuedJob } from './backend.ts';
import { JOB_OPTIONS } from './settings.ts';

/** Effects in one job of the queue, at most. */
export const PACK = 20;

/** What is queued at once makes at least so many jobs: enough for all processes to get their share of it. */
const SPREAD = 10;

/**
 * Puts effects that are queued together into few jobs: what BullMQ does for a job costs as much as what it is for (on
 * PostgreSQL more), and is the same for twenty ids as for one. Forms go one by one: each takes as long as many jobs cost.
 */
export function packed(kind: EffectKind, jobs: readonly EffectJob[]): readonly (readonly EffectJob[])[] {
  const size = kind === 'form' ? 1 : Math.min(Math.max(Math.floor(jobs.length / SPREAD), 1), PACK);
  return Array.from({ length: Math.ceil(jobs.length / size) }, (_, index) =>
    jobs.slice(index * size, (index + 1) * size),
  );
}

/**
 * A pack as BullMQ stores it, under a name that the same effects have again: queued twice, they are there once.
 *
 * @throws Error for an id that BullMQ would misread
 */
export function toQueued(kind: EffectKind, pack: readonly EffectJob[]): QueuedJob {
  for (const { id } of pack) {
    if (id === '' || id.includes(':'))
      throw new Error('a job needs an id without colons: BullMQ builds keys with them');
  }
  const [first] = pack;
  if (first !== undefined && pack.length === 1) {
    const opts = { ...JOB_OPTIONS, jobId: first.id };
    return { name: kind, data: { takedownId: first.takedownId }, opts };
  }
  const name = createHash('sha256').update(pack.map((one) => one.id).join('\n'));
  return {
    name: kind,
    data: { effects: pack.map(({ id, takedownId }) => [id, takedownId] as const) },
    opts: { ...JOB_OPTIONS, jobId: `pack-${name.digest('hex').slice(0, 40)}` },
  };
}

/** The effects that a job of the queue holds. */
export function effectsOf(
  kind: EffectKind,
  { id, data }: { readonly id: string; readonly data: JobData },
): readonly EffectJob[] {
  if ('takedownId' in data) return [{ id, takedownId: data.takedownId, kind }];
  return data.effects.map(([effect, takedownId]) => ({ id: effect, takedownId, kind }));
}
