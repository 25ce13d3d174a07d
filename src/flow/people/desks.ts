import type { Catalog } from '../../catalog/catalog.ts';
import { RedressError } from '../../domain/errors.ts';
import { EVERYTHING } from '../ledger.ts';

/**
 * What can be stopped: everything, a recipient (ID), or one of its channels (ID/CHANNEL).
 *
 * @throws RedressError `desk_unknown`
 */
export function assertDesk({ recipients }: Pick<Catalog, 'recipients'>, scope: string): void {
  if (scope === EVERYTHING) return;
  const [id = '', channel] = scope.split('/');
  const recipient = recipients.get(id);
  if (recipient !== undefined && (channel === undefined || Object.hasOwn(recipient.channels, channel)))
    return;
  throw new RedressError('desk_unknown', 'There is no such recipient or channel.', {
    field: 'scope',
    cure: 'Write ID or ID/CHANNEL as in the list of platforms.',
  });
}
