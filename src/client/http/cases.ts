import type { z } from 'zod';
import { Case, CaseOutcomes, CasePage } from '../../wire/case.ts';
import { CaseExport, CaseRemains } from '../../wire/case-data.ts';
import { type NewShare, ShareChanged, Shares } from '../../wire/share.ts';
import { eachOf } from './pages.ts';
import type { CallOptions, Transport } from './transport.ts';

const at = (id: string, more = ''): string => `/v1/cases/${encodeURIComponent(id)}${more}`;

/** Cases: what belongs to one person. */
export function caseCalls({ call }: Transport) {
  return {
    /** The case with this reference; made when there is none. */
    create: (reference: string, options?: CallOptions) =>
      call({ method: 'POST', path: '/v1/cases', answer: Case, body: { reference }, options }),
    read: (id: string, options?: CallOptions) => call({ method: 'GET', path: at(id), answer: Case, options }),
    list: (): AsyncGenerator<Case, void, undefined> =>
      eachOf(
        (cursor) => call({ method: 'GET', path: '/v1/cases', answer: CasePage, query: { cursor } }),
        ({ cases }) => cases,
      ),
    /** How each takedown of the case ended, or stands: one page of them. */
    outcomes: (id: string, cursor?: string, options?: CallOptions) =>
      call({ method: 'GET', path: at(id, '/outcomes'), answer: CaseOutcomes, query: { cursor }, options }),
    shares: (id: string, options?: CallOptions) =>
      call({ method: 'GET', path: at(id, '/shares'), answer: Shares, options }),
    /** Hands the case to a second helpline too. */
    share: (id: string, share: z.input<typeof NewShare>, options?: CallOptions) =>
      call({ method: 'POST', path: at(id, '/shares'), answer: ShareChanged, body: share, options }),
    unshare: (id: string, helplineId: string, options?: CallOptions) =>
      call({ method: 'POST', path: at(id, '/unshare'), answer: ShareChanged, body: { helplineId }, options }),
    /** All that is held about it, for the person concerned; for leads. The act is on record, and the answer is red. */
    export: (id: string, options?: CallOptions) =>
      call({ method: 'POST', path: at(id, '/export'), answer: CaseExport, options }),
    /** Destroys its key; for leads. `confirm` is its id once more. Answers what remains, which is not red. */
    erase: (id: string, confirm: string, options?: CallOptions) =>
      call({ method: 'POST', path: at(id, '/erase'), answer: CaseRemains, body: { confirm }, options }),
  };
}
