import type { RenderedForm } from '../../catalog/rendered.ts';
import type { SendReport } from '../../flow/ports.ts';
import { handover } from './reports.ts';

/** What can be known without opening the form: it must go to a person at once. */
export function unfit(form: RenderedForm): SendReport | undefined {
  const { steps, spec, letter } = form;
  if (steps.length === 0) return handover('assisted', 'no_steps');
  const submits = steps.filter((step) => step.do === 'submit').length;
  if (submits !== 1 || steps.at(-1)?.do !== 'submit') return handover('assisted', 'submit_is_not_last');
  // Without it nothing could ever be known to be sent: every report would be of unknown fate.
  if (spec.success === undefined) return handover('assisted', 'no_success_expectation');
  for (const [index, step] of steps.entries()) {
    if (step.do === 'upload' && letter === undefined) {
      return handover('missing_field', `step_${index + 1}_upload_no_letter`);
    }
    // Never cut short here: what is left out of a notice is for its author to choose.
    if (step.do === 'fill' && step.maxLength !== undefined && step.value.length > step.maxLength) {
      return handover('missing_field', `step_${index + 1}_fill_too_long`);
    }
  }
  return undefined;
}
