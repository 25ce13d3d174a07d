import { type Problem, RedressError } from '../../domain/errors.ts';

/** A request with several things wrong: each is told with its field. */
export class InvalidRequest extends RedressError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super('request_invalid', 'The request cannot be taken as it is.', { cure: 'Mend what is listed.' });
    this.problems = problems;
  }
}
