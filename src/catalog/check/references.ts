import { error, type Finding } from '../files/fault.ts';
import { placeFault } from '../law/jurisdiction.ts';
import type { Recipient, Rung } from '../schema/recipient.ts';
import type { CheckContext, RecipientCheck } from './context.ts';

/** Regimes, ladder and regions name what exists. */
export const checkReferences: RecipientCheck = (recipient, context) => [
  ...missingRegimes(recipient.regimes, ['regimes'], context),
  ...recipient.ladder.flatMap((rung, index) => checkRung(rung, index, recipient, context)),
  ...Object.entries(recipient.channels).flatMap(([id, channel]) =>
    channel.regions.flatMap((region, index) => {
      const fault = placeFault(region);
      return fault === undefined ? [] : [error(['channels', id, 'regions', index], fault)];
    }),
  ),
];

function checkRung(rung: Rung, index: number, recipient: Recipient, context: CheckContext): Finding[] {
  const path = ['ladder', index];
  const faults = missingRegimes(rung.regimes ?? [], [...path, 'regimes'], context);
  const to = rung.to ?? recipient.id;
  if (rung.to !== undefined && !context.named.recipients.has(rung.to)) {
    return [...faults, error([...path, 'to'], `there is no recipient ${rung.to}`)];
  }
  const target = rung.to === undefined ? recipient : context.recipients.get(rung.to);
  // A broken file is a fault of its own; what channels it has is not known.
  if (target === undefined) return faults;
  const missing = rung.channels.flatMap((channel, at) =>
    Object.hasOwn(target.channels, channel)
      ? []
      : [error([...path, 'channels', at], `${to} has no channel ${channel}`)],
  );
  return [...faults, ...missing];
}

function missingRegimes(ids: readonly string[], path: (string | number)[], context: CheckContext): Finding[] {
  return ids.flatMap((id, index) =>
    context.named.regimes.has(id) ? [] : [error([...path, index], `there is no regime ${id}`)],
  );
}
