import type { Problem } from '../../domain/errors.ts';
import type { EnvelopeAnswer, Logger } from '../../flow/ports.ts';
import type { IntakeAnswer } from '../../wire/intake.ts';
import { type Opened, openEnvelope, type SecretsOf } from './open-envelope.ts';
import { MALFORMED } from './problems.ts';
import type { ServerKey } from './server-key.ts';

/** What the worker of the intake queue works with. */
export interface IntakeHandling {
  readonly key: ServerKey;
  readonly secretsOf: SecretsOf;
  /** Takes the request in; throws when the ledger fails. */
  readonly takeIn: (opened: Opened) => Promise<IntakeAnswer>;
  /** The answer to a job whose seal was taken out of the queue. */
  readonly answerOf: (helpline: string, jti: string) => Promise<IntakeAnswer | undefined>;
  readonly log: Logger;
  /** Counts what became of jobs. */
  readonly answered: (answer: EnvelopeAnswer) => void;
}

/** A job as BullMQ hands it out, as far as it is used here. */
export interface QueuedEnvelope {
  readonly id?: string | undefined;
  readonly data: unknown;
  updateData(data: unknown): Promise<unknown>;
}

/** What BullMQ keeps of a job that failed: a code, and no frames. */
class IntakeUnavailable extends Error {
  override readonly name = 'IntakeUnavailable';
  constructor() {
    super('intake_unavailable: Redress could not take it in now; retry the job');
    this.stack = '';
  }
}

/**
 * Answers one job. Before that is told, the seal is taken out of the queue: what was answered need not lie there, and
 * a job that was no envelope may hold anything. Throws when the ledger fails, with nothing but a code.
 */
export async function handleEnvelope(handling: IntakeHandling, job: QueuedEnvelope): Promise<IntakeAnswer> {
  try {
    const before = await answeredBefore(handling, job.data);
    if (before !== undefined) {
      handling.answered(before.result);
      return before;
    }
    const read = await openEnvelope(job.data, handling.key, handling.secretsOf);
    if ('problem' in read) {
      await job.updateData({ v: 1, refused: read.problem.code });
      handling.answered('untrusted');
      return rejected(read.problem);
    }
    const { helpline, claims } = read.opened;
    const answer = await handling.takeIn(read.opened);
    await job.updateData({ v: 1, helpline, answered: claims.jti });
    handling.answered(answer.result);
    return answer;
  } catch (error) {
    handling.log.error(
      { job: plainId(job.id), error },
      'a job of the intake queue failed; BullMQ may retry it',
    );
    handling.answered('failed');
    throw new IntakeUnavailable();
  }
}

/** A worker may end between taking the seal out and telling the answer; then the job comes again without it. */
async function answeredBefore(handling: IntakeHandling, data: unknown): Promise<IntakeAnswer | undefined> {
  if (typeof data !== 'object' || data === null || !('v' in data) || data.v !== 1) return undefined;
  if ('refused' in data) return rejected(MALFORMED);
  if (!('answered' in data) || !('helpline' in data)) return undefined;
  const { answered, helpline } = data;
  if (typeof answered !== 'string' || typeof helpline !== 'string') return undefined;
  return (await handling.answerOf(helpline, answered)) ?? rejected(MALFORMED);
}

function rejected(problem: Problem): IntakeAnswer {
  return { result: 'rejected', problems: [problem] };
}

/** Whoever adds jobs chooses their ids: one that does not look like one is not repeated. */
function plainId(id: string | undefined): string | undefined {
  return id !== undefined && /^[\w.-]{1,64}$/.test(id) ? id : undefined;
}
