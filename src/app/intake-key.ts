import { type ServerKey, serverKey } from '../queue/intake/server-key.ts';
import type { Base } from './base.ts';

/** To what envelopes are sealed: the same in every process, and after a change of the master key. */
export function intakeKey({ handle }: Pick<Base, 'handle'>): Promise<ServerKey> {
  return serverKey(handle.deriveKey('intake-seal'));
}
