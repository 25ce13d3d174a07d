import { error, type Finding, warning } from '../files/fault.ts';
import { placeFault } from '../law/jurisdiction.ts';
import type { Regime } from '../schema/regime.ts';
import type { CheckContext } from './context.ts';

/** Regimes ask for what a notice can have, hold somewhere, and name a regulator that has a file. */
export function checkRegime(regime: Regime, context: CheckContext): Finding[] {
  const faults: Finding[] = [];
  regime.elements.forEach((element, index) => {
    if (regime.elements.findIndex((other) => other.id === element.id) < index) {
      faults.push(error(['elements', index, 'id'], 'is the id of an earlier element'));
    }
    element.fields.forEach((field, at) => {
      if (!context.noticePaths.has(field)) {
        faults.push(error(['elements', index, 'fields', at], `a notice has no ${field}`));
      }
    });
  });
  regime.jurisdictions.forEach((place, index) => {
    const fault = placeFault(place);
    if (fault !== undefined) faults.push(error(['jurisdictions', index], fault));
  });
  if (regime.regulator !== undefined && !context.named.recipients.has(regime.regulator)) {
    faults.push(error(['regulator'], `there is no recipient ${regime.regulator}`));
  }
  if (regime.deadline !== undefined && regime.clockStarts === 'notice' && regime.inForceFrom === undefined) {
    faults.push(warning(['inForceFrom'], 'is not given: the deadline starts no clock'));
  }
  return faults;
}
