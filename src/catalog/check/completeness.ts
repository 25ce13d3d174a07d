import { error, type Finding, warning } from '../files/fault.ts';
import type { RecipientCheck } from './context.ts';

/** What a file may leave out, and what it costs. */
export const checkCompleteness: RecipientCheck = (recipient) => {
  const faults: Finding[] = [];
  const { removal } = recipient;
  const again = removal.signals.findIndex(
    (signal, index) => removal.signals.findIndex((other) => other.id === signal.id) < index,
  );
  if (again >= 0) faults.push(error(['removal', 'signals', again, 'id'], 'is the id of an earlier signal'));
  if (Object.keys(recipient.channels).length === 0) {
    faults.push(warning(['channels'], 'there is none: nobody can be sent a notice'));
  }
  if (recipient.kind !== 'platform') return faults;
  if (recipient.ladder.length === 0) {
    faults.push(warning(['ladder'], 'there is none: a person must decide whom to ask'));
  }
  if (removal.signals.length === 0 && removal.method !== 'none') {
    faults.push(
      warning(['removal', 'signals'], 'there is none: only the generic rules tell whether it is gone'),
    );
  }
  if (recipient.content.length === 0 && recipient.hosts.length > 0) {
    faults.push(
      warning(['content'], 'there is no rule: spellings of one URL are not recognised as the same'),
    );
  }
  return faults;
};
