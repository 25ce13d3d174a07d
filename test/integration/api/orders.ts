import type { RenderedApi, RenderedRequest, RenderedStatus } from '../../../src/catalog/rendered.ts';
import type { SendOrder } from '../../../src/flow/ports.ts';

/** A request as the catalog would render it, with what the test says about it. */
export function apiRequest(url: string, more: Partial<RenderedRequest> = {}): RenderedRequest {
  return { method: 'POST', url, headers: {}, auth: { scheme: 'none' }, timeout: 5_000, answers: [], ...more };
}

/** An order that makes this request, after these lookups. */
export function apiOrder(
  request: RenderedRequest | RenderedApi['render'],
  more: { readonly noticeKey?: string; readonly lookups?: RenderedApi['lookups'] } = {},
): SendOrder<'api'> {
  const noticeKey = more.noticeKey ?? 'n0123456789abcdef';
  return {
    key: `${noticeKey}-1`,
    noticeKey,
    takedownId: 'td_01890a5d-ac96-774b-bcce-b302099a8057',
    recipient: 'practice',
    channel: 'api',
    rendered: {
      kind: 'api',
      lookups: more.lookups ?? [],
      render: typeof request === 'function' ? request : () => request,
    },
  };
}

/** A status request whose words are those of Cloudflare's reports. */
export function apiStatus(
  request: RenderedRequest,
  more: Partial<RenderedStatus['status']> = {},
): RenderedStatus {
  return {
    request,
    status: {
      request: {
        method: 'GET',
        url: '',
        query: {},
        headers: {},
        auth: { scheme: 'none' },
        timeout: 5_000,
        answers: [],
      },
      every: 1,
      upTo: 1,
      pointer: '/result/status',
      means: [
        { words: ['submitted'], reply: 'receipt', reasons: {} },
        { words: ['accepted', true, 3], reply: 'says_gone', reasons: {} },
        {
          words: ['denied'],
          reply: 'refused',
          reasonPointer: '/result/denial_reason',
          reasons: { duplicate_report: 'duplicate', not_on_cloudflare: 'not_ours' },
        },
      ],
      ...more,
    },
  };
}
