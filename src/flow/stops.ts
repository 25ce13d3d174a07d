import type { Decision } from '../domain/decision.ts';
import type { Takedown } from '../domain/takedown.ts';
import { EVERYTHING, type Stop } from './ledger.ts';

/** Whether the stop switch forbids an effect: everything, the recipient it goes to, or that very channel. */
export function isStopped(decision: Decision, takedown: Takedown, stops: readonly Stop[]): boolean {
  if (stops.length === 0) return false;
  const scopes = new Set(stops.map((stop) => stop.scope));
  if (scopes.has(EVERYTHING)) return true;
  if (decision.do === 'check') return takedown.platform !== null && scopes.has(takedown.platform);
  if (decision.do !== 'send' && decision.do !== 'poll') return false;
  return scopes.has(decision.recipient) || scopes.has(`${decision.recipient}/${decision.channel}`);
}
