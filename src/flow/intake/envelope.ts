import type { Problem } from '../../domain/errors.ts';
import type { HelplineId, TakedownId } from '../../domain/ids.ts';
import { DAY, type Instant, MINUTE, type Millis } from '../../domain/time.ts';
import type { Helpline, Stored } from '../ledger.ts';
import { type IntakeAnswer, type IntakeDeps, intake } from './intake.ts';

/** A job of the intake queue whose signature and seal are good. */
export interface Envelope {
  readonly helpline: Helpline;
  /** The secret that signed it, for the record. */
  readonly by: string;
  /** Names the job. */
  readonly jti: string;
  readonly signedAt: Instant;
  readonly request: unknown;
}

/** What is known of a job that came before, or comes now. */
export interface Place {
  /** The takedown that this job makes, whichever process gets to the end of it. */
  readonly takedownId: TakedownId;
  /** False: another request was signed under the same name. */
  readonly sameRequest: boolean;
  /** Undefined: nobody has got to the end of it. */
  readonly answer: IntakeAnswer | undefined;
}

/** Remembers jobs, so that one that comes again is not taken in again. */
export interface EnvelopeRegister {
  find(of: EnvelopeName): Promise<Place | undefined>;
  /** The place of this job: made, with this takedown, when there is none. */
  reserve(of: EnvelopeName, takedownId: TakedownId, now: Instant): Promise<Place>;
  /** Answers what is on record now: the first answer stays. */
  record(of: EnvelopeName, answer: IntakeAnswer): Promise<IntakeAnswer>;
}

export interface EnvelopeName {
  readonly helplineId: HelplineId;
  readonly jti: string;
  readonly request: unknown;
}

/** How long a job may wait in the queue: a long week-end's outage and some days more. */
export const WAITS_AT_MOST: Millis = 7 * DAY;
/** By how much the clock of whoever signs may be ahead. */
export const CLOCKS_DIFFER: Millis = 5 * MINUTE;

/** What is wrong with a time of signing; undefined when nothing is. */
export function timeProblem(signedAt: Instant, now: Instant): Problem | undefined {
  if (signedAt > now + CLOCKS_DIFFER) {
    return {
      code: 'envelope_early',
      field: 'iat',
      message: 'The job was signed in the future',
      cure: 'Set the clock of the machine that adds jobs.',
    };
  }
  if (signedAt < now - WAITS_AT_MOST) {
    return {
      code: 'envelope_expired',
      field: 'iat',
      message: 'The job was signed more than seven days ago',
      cure: 'Add the request again as a new job, if it is still wanted.',
    };
  }
  return undefined;
}

/**
 * Takes the request of a job in, with the gates of every intake. A job that comes again is answered as the first
 * time; one that broke off goes on as the same takedown. Throws when the ledger fails.
 */
export async function answerEnvelope(
  deps: IntakeDeps,
  register: EnvelopeRegister,
  envelope: Envelope,
): Promise<IntakeAnswer> {
  const now = deps.clock.now();
  const { helpline, by, jti, request } = envelope;
  const name: EnvelopeName = { helplineId: helpline.id, jti, request };
  const late = timeProblem(envelope.signedAt, now);
  const known = await register.find(name);
  if (late !== undefined && known?.answer === undefined) return { result: 'rejected', problems: [late] };
  const place = known ?? (await register.reserve(name, deps.newTakedownId(), now));
  if (!place.sameRequest) return { result: 'rejected', problems: [REUSED] };
  if (place.answer !== undefined) return place.answer;
  const made = await deps.ledger.load(place.takedownId);
  if (made !== undefined) return register.record(name, answerOf(made));
  const [answer] = await intake({ ...deps, newTakedownId: () => place.takedownId }, helpline, by, [request]);
  if (answer === undefined) throw new Error('a request was left unanswered');
  // Another process took the same job to its end meanwhile.
  const twin = answer.result === 'duplicate' && answer.id === place.takedownId;
  const first = twin ? await deps.ledger.load(place.takedownId) : undefined;
  return register.record(name, first === undefined ? answer : answerOf(first));
}

const REUSED: Problem = {
  code: 'envelope_reused',
  field: 'jti',
  message: 'Another request came under the same jti',
  cure: 'Give each request a jti of its own.',
};

function answerOf({ takedown, plan }: Stored): IntakeAnswer {
  if (takedown.outcome?.kind === 'minor_route') return { result: 'minor_route', id: takedown.id };
  return {
    result: 'accepted',
    id: takedown.id,
    platform: takedown.platform,
    deadlineAt: plan.deadlineAt,
    next: plan.next,
  };
}
