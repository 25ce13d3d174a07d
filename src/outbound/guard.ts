import { liveGuard } from './guard-live.ts';
import { sandboxGuard } from './guard-sandbox.ts';
import type { Guard, GuardOptions } from './types.ts';

/**
 * The one rule of which addresses an effect may reach (DESIGN 6). Throws RedressError for options that cannot hold.
 */
export function createGuard(options: GuardOptions): Guard {
  return options.mode === 'sandbox' ? sandboxGuard(options.practice) : liveGuard(options);
}
