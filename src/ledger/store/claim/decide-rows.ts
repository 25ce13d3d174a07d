import type { Change, Ledger } from '../../../flow/ledger.ts';
import type { EffectJob } from '../../../flow/ports.ts';
import type { ChangeRows, Pair } from '../change-rows.ts';
import { changeRows } from '../change-rows.ts';
import type { StoreContext } from '../context.ts';
import type { StoredRow } from '../stored.ts';
import { caseKeyOf, toStored } from '../stored.ts';

export type Step = Parameters<Ledger['claim']>[1];

/** What is to be written about one claimed row. */
export type Decided =
  /** The step's answer, and the pair whose pace its job uses up. */
  | { readonly do: 'write'; readonly rows: ChangeRows; readonly job?: EffectJob; readonly pair: Pair }
  /** Its effect belongs to another pair than the one it was claimed for: it goes back, filed where it belongs. */
  | { readonly do: 'refile'; readonly id: string; readonly pair: Pair }
  /** Deciding it failed: a bug. It steps aside so that it does not stop the others, and the error is seen. */
  | { readonly do: 'park'; readonly id: string }
  | { readonly do: 'leave' };

export function decideRow(row: StoredRow, step: Step, { vault, logger }: StoreContext): Decided {
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
    return { do: 'write', rows, pair, ...(job === undefined ? {} : { job }) };
  } catch (error) {
    logger.error({ takedown: row.id, error }, 'a due takedown could not be decided; it is tried again later');
    return { do: 'park', id: row.id };
  }
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
