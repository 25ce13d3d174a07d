import type { Delivery } from '../../domain/delivery.ts';
import type { Fault } from './wire.ts';

/**
 * What a request without an answer means. Before anything was sent: try again. After: nobody knows, unless the
 * request may be repeated without harm (an idempotency key, a lookup): then it is tried again under the same key.
 */
export function faultDelivery(fault: Fault, repeatable: boolean): Delivery {
  if (!fault.sent) return { result: fault.final ? 'failed' : 'retry', code: fault.fault };
  const code = fault.fault === 'timeout' || fault.fault === 'aborted' ? `http_${fault.fault}` : 'http_lost';
  return { result: repeatable ? 'retry' : 'unknown', code };
}
