import type { Problem } from '../../domain/errors.ts';

/** What can be wrong with a job of the intake queue. Nothing of the job is in a problem. */
export const MALFORMED: Problem = {
  code: 'envelope_malformed',
  field: 'data',
  message: 'The job is not an envelope of this version',
  cure: 'Make it with createQueueClient of redress/client, or as docs/queue-intake.md says.',
};

export const UNOPENABLE: Problem = {
  code: 'envelope_unopenable',
  field: 'sealed',
  message: 'The seal cannot be opened: it was altered, or made in another way',
  cure: 'Seal it as docs/queue-intake.md says.',
};

export const FOREIGN_KEY: Problem = {
  code: 'envelope_foreign_key',
  field: 'sealed',
  message: "The envelope is not sealed to this server's key",
  cure: 'Read the key anew at /v1/intake-key, and add the request again.',
};

export const FOREIGN: Problem = {
  code: 'envelope_untrusted',
  field: 'helpline',
  message: 'No secret of this helpline that is good now has signed this',
  cure: 'Sign with the newest secret: redress intake-secret create HELPLINE',
};
