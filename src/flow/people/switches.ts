import type { FlowDeps } from '../deps.ts';
import { assertDesk } from './desks.ts';

type SwitchDeps = Pick<FlowDeps, 'ledger' | 'catalog' | 'clock' | 'worlds'>;

/**
 * Stops everything, a recipient or a channel from the next effect on.
 *
 * @throws RedressError `desk_unknown`
 */
export async function stopDesk(deps: SwitchDeps, scope: string, by: string, why: string): Promise<void> {
  assertDesk(deps.catalog, scope);
  const at = deps.clock.now();
  await deps.ledger.stop({ scope, at, by, why });
  await deps.ledger.recordSwitch({ act: 'stopped', what: scope, by, at, why });
}

/** Ends a stop. False when that was not stopped. */
export async function resumeDesk(deps: SwitchDeps, scope: string, by: string): Promise<boolean> {
  const resumed = await deps.ledger.resume(scope);
  const at = deps.clock.now();
  if (resumed) await deps.ledger.recordSwitch({ act: 'resumed', what: scope, by, at, why: null });
  return resumed;
}

/**
 * Uses a channel again at once, written `ID/CHANNEL`.
 *
 * @throws RedressError `desk_unknown`
 */
export async function resetCircuit(deps: SwitchDeps, desk: string, by: string): Promise<void> {
  assertDesk(deps.catalog, desk);
  const [recipient = '', channel = ''] = desk.split('/');
  await deps.ledger.closeCircuit(recipient, channel);
  deps.worlds.refresh();
  const at = deps.clock.now();
  await deps.ledger.recordSwitch({ act: 'circuit_reset', what: desk, by, at, why: null });
}
