import { RedressError } from '../../domain/errors.ts';
import type { Caller } from '../caller.ts';

/**
 * The caller as the lead of a helpline.
 *
 * @throws RedressError `role_insufficient`
 */
export function asLead(caller: Caller): Extract<Caller, { kind: 'helpline' }> {
  if (caller.kind === 'helpline' && caller.role === 'lead') return caller;
  throw new RedressError('role_insufficient', 'Only a lead of the helpline may do this.', {
    field: 'token',
    cure: 'Ask a lead, or use a token made with --role lead.',
  });
}
