import { Compliance } from '../../wire/compliance.ts';
import type { CallOptions, Transport } from './transport.ts';

/** How recipients obeyed the notices of this helpline. */
export function complianceCalls({ call }: Transport) {
  return {
    /** `period`: `7d`, `30d`, `90d` (unless it says otherwise), `365d`, or a month such as `2026-11`. */
    report: (
      of: { readonly period?: string | undefined; readonly recipient?: string | undefined } = {},
      options?: CallOptions,
    ) => call({ method: 'GET', path: '/v1/compliance', answer: Compliance, query: { ...of }, options }),
  };
}
