import type { Change, Ledger } from '../../../flow/ledger.ts';
import type { EffectJob } from '../../../flow/ports.ts';
import type { ChangeRows, Pair } from '../change-rows.ts';
import { changeRows } from '../change-rows.ts';
import type { StoreContext } from '../context.ts';
import type { SightRow } from '../facts-rows.ts';
import { caseKeyOf, toStored } from '../stored.ts';
import { afterClaim, KEPT_KINDS, type KeptRow } from './kept.ts';

export type Step = Parameters<Ledger['claim']>[1];

/** What is to be written about one claimed row. */
export type Decided =
  /** The step's answer, and the pair whose pace its job uses up. */
  | {
      readonly do: 'write';
      readonly rows: ChangeRows;
      readonly job?: EffectJob;
      readonly pair: Pair;
      /** What is kept for the effect. */
      readonly kept?: KeptRow | undefined;
    }
  /** Its effect belongs to another pair than the one it was claimed for: it goes back, filed where it belongs. */
  | { readonly do: 'refile'; readonly id: string; readonly pair: Pair }
  /** Deciding it failed: a bug. It steps aside so that it does not stop the others, and the error is seen. */
  | { readonly do: 'park'; readonly id: string }
  | { readonly do: 'leave' };

export function decideRow(row: SightRow, step: Step, { vault, logger }: StoreContext): Decided {
  const claimed: Pair = { effect: row.claim_effect, recipient: row.claim_recipient };
  try {
    const answer = step(toStored(row, vault));
    if (answer === undefined) {
      return { do: 'leave' };
    }
    const { change, job } = answer;
    const pair = job === undefined ? claimed : pairOf(change, job, claimed);
    if (pair.effect !== claimed.effect || pair.recipient !== claimed.recipient) {
      return { do: 'refile', id: row.id, pair };
    }
    const link = { id: row.id, version: row.version, head: row.head_hash, key: caseKeyOf(row) };
    const rows = changeRows(change, link, vault, pair);
    if (job === undefined) {
      return { do: 'write', rows, pair };
    }
    return { do: 'write', rows, pair, job, kept: keptRow(row, change, job, rows) };
  } catch (error) {
    logger.error({ takedown: row.id, error }, 'a due takedown could not be decided; it is tried again later');
    return { do: 'park', id: row.id };
  }
}

/** The notice of other kinds was not read. */
function keptRow(row: SightRow, change: Change, job: EffectJob, rows: ChangeRows): KeptRow | undefined {
  const { lease } = change;
  const [written] = rows.takedowns;
  if (written === undefined || lease === null || lease === 'keep' || !KEPT_KINDS.includes(job.kind)) {
    return undefined;
  }
  return { job, row: afterClaim(row, change, job, lease, written.head), lease };
}

/** To whom a job goes. A send says so; a check or a status question goes to where the plan was claimed for. */
function pairOf(change: Change, job: EffectJob, claimed: Pair): Pair {
  const send =
    change.opens?.find((intent) => intent.key === job.id) ??
    change.state.sends.find((one) => one.key === job.id);
  if (send !== undefined) {
    return { effect: job.kind, recipient: send.recipient };
  }
  if (job.kind === claimed.effect) {
    return claimed;
  }
  const recipient = change.plan.recipient ?? change.state.platform ?? change.state.host;
  return { effect: job.kind, recipient };
}
