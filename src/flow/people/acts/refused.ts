import type { ActRefusal } from '../../../decide/acts.ts';
import { RedressError } from '../../../domain/errors.ts';

const field = 'id';

/** Why an act was not done, in words for people. */
export const REFUSED: Readonly<Record<ActRefusal, () => RedressError>> = {
  takedown_ended: () =>
    new RedressError('takedown_ended', 'This takedown has ended.', {
      field,
      cure: 'If it is wanted after all, its helpline can reopen it.',
    }),
  takedown_paused: () =>
    new RedressError('takedown_paused', 'This takedown is paused.', { field, cure: 'Unpause it first.' }),
  takedown_not_paused: () =>
    new RedressError('takedown_not_paused', 'This takedown is not paused.', {
      field,
      cure: 'Nothing is to be done: it goes on by itself.',
    }),
  takedown_running: () =>
    new RedressError('takedown_running', 'Something is being done with this takedown right now.', {
      field,
      cure: 'Look again in a minute.',
    }),
  takedown_with_person: () =>
    new RedressError('takedown_with_person', 'This takedown waits for a person.', {
      field,
      cure: 'Do its task, or assign it; a task that cannot be done lets the takedown go on.',
    }),
  takedown_due: () =>
    new RedressError('takedown_due', 'What comes next for this takedown is due already.', {
      field,
      cure: 'It goes on as soon as the pace of its recipient and the stop switch let it.',
    }),
  takedown_in_doubt: () =>
    new RedressError(
      'takedown_in_doubt',
      'Nobody knows whether the last notice arrived: it is not repeated.',
      {
        field,
        cure: 'Wait for its receipt, or escalate; a person is asked when none comes.',
      },
    ),
  takedown_confirming: () =>
    new RedressError('takedown_confirming', 'It was seen to be gone, and a second look is to confirm it.', {
      field,
      cure: 'Wait: the second look must come some time after the first.',
    }),
  retry_nothing: () =>
    new RedressError('retry_nothing', 'This takedown waits for nothing that can be done sooner.', {
      field,
      cure: 'Escalate it, if its recipient is not to be waited for any longer.',
    }),
  rung_none_yet: () =>
    new RedressError('rung_none_yet', 'No notice has gone out yet, so there is no step to leave.', {
      field,
      cure: 'Retry it instead: its first notice then goes at once.',
    }),
  rung_none_left: () =>
    new RedressError('rung_none_left', 'Nobody is left whom this takedown could be escalated to.', {
      field,
      cure: 'Wait for its end, or add a rung to the ladder in the file of the platform.',
    }),
  task_none: () =>
    new RedressError('task_none', 'This takedown has no open task.', {
      field,
      cure: 'Assign takedowns that wait for a person.',
    }),
};

export function unknownPerson(): RedressError {
  return new RedressError('person_unknown', 'The helpline has nobody with this token id.', {
    field: 'to',
    cure: 'Name the id of one of its tokens that has not ended: GET /v1/people, or redress token list.',
  });
}
