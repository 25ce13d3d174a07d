import type { Config } from '../config.ts';
import { answerEnvelope } from '../flow/intake/envelope.ts';
import type { IntakeAnswer as Answer } from '../flow/intake/intake.ts';
import { patiently } from '../flow/patience.ts';
import type { Logger } from '../flow/ports.ts';
import type { Opened } from '../queue/intake/open-envelope.ts';
import { type IntakeWorker, startIntakeWorker } from '../queue/intake/worker.ts';
import type { IntakeAnswer } from '../wire/intake.ts';
import type { Base } from './base.ts';
import { intakeKey } from './intake-key.ts';

/** How many jobs of the intake queue a process takes in at once. */
const AT_ONCE = 8;

/** Takes in what helplines add to the queue `takedown-intake`, until it is closed. */
export async function openIntakeQueue(
  config: Config,
  base: Base,
  log: Logger,
  shutdown: AbortSignal,
): Promise<IntakeWorker> {
  const { deps, handle } = base;
  const { secrets, jobs } = handle.intake;
  const patience = { ledger: deps.ledger, log, shutdown };
  const takeIn = async (opened: Opened): Promise<IntakeAnswer> => {
    const { helpline: id, claims, secretId } = opened;
    const helpline = await deps.ledger.helpline(id);
    if (helpline === undefined) throw new Error('a secret belongs to no helpline');
    const { jti, iat, request } = claims;
    const envelope = { helpline, by: secretId, jti, signedAt: iat * 1_000, request };
    const answer = await answerEnvelope(deps, jobs, envelope);
    await secrets.touch(secretId, deps.clock.now());
    return onTheWire(answer);
  };
  return startIntakeWorker({
    ...(config.redisUrl === undefined ? { databaseUrl: handle.databaseUrl } : { redisUrl: config.redisUrl }),
    key: await intakeKey(base),
    secretsOf: (helpline) => patiently(patience, () => secrets.live(helpline, deps.clock.now())),
    takeIn: (opened) => patiently(patience, () => takeIn(opened)),
    answerOf: async (helpline, jti) => {
      const known = await patiently(patience, () => jobs.answerOf(helpline, jti));
      return known === undefined ? undefined : onTheWire(known);
    },
    log,
    answered: (answer) => deps.metrics.envelopeAnswered(answer),
    concurrency: AT_ONCE,
  });
}

function onTheWire(answer: Answer): IntakeAnswer {
  switch (answer.result) {
    case 'accepted': {
      const { deadlineAt } = answer;
      return { ...answer, deadlineAt: deadlineAt === null ? null : new Date(deadlineAt).toISOString() };
    }
    case 'rejected':
      return { result: 'rejected', problems: answer.problems.map((one) => ({ ...one })) };
    default:
      return answer;
  }
}
