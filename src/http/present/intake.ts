import { MINOR_HAND_OFF, MINOR_RULE } from '../../domain/minors.ts';
import type { IntakeAnswer } from '../../flow/intake/intake.ts';
import type { IntakeAnswer as WireAnswer } from '../../wire/intake.ts';
import { momentOrNull } from './times.ts';

export const handOffCard = () => ({ rule: MINOR_RULE, handOff: MINOR_HAND_OFF.map((one) => ({ ...one })) });

export function wireAnswer(answer: IntakeAnswer): WireAnswer {
  switch (answer.result) {
    case 'accepted':
      return { ...answer, deadlineAt: momentOrNull(answer.deadlineAt) };
    case 'rejected':
      return { result: 'rejected', problems: answer.problems.map((one) => ({ ...one })) };
    default:
      return answer;
  }
}

/** How many of each, and the hand-off card when a minor may be shown. */
export function summary(answers: readonly IntakeAnswer[]) {
  const of = (result: IntakeAnswer['result']): number =>
    answers.filter((one) => one.result === result).length;
  const minorRoute = of('minor_route');
  return {
    counts: {
      accepted: of('accepted'),
      duplicate: of('duplicate'),
      minorRoute,
      rejected: of('rejected'),
    },
    ...(minorRoute === 0 ? {} : { minors: handOffCard() }),
  };
}
