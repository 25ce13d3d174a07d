import { describe, expect, it } from 'vitest';
import type { PollReport, Sender } from '../../../src/flow/ports.ts';
import { json } from './http-desk.ts';
import { apiRequest, apiStatus } from './orders.ts';
import { apiSetting } from './setting.ts';

const { open } = apiSetting();
const signal = new AbortController().signal;

function poll(
  sender: Sender<'api'>,
  rendered: ReturnType<typeof apiStatus>,
  by = signal,
): Promise<PollReport> {
  if (!sender.poll) throw new Error('the API channel polls');
  return sender.poll({ noticeKey: 'n1', recipient: 'practice', channel: 'api', rendered }, { signal: by });
}

describe('the status of a report', () => {
  it('is asked with the credentials of the channel and read by the words of its file', async () => {
    let state = {};
    const { url, sender, heard } = await open(
      (_request, response) => json(response, 200, { result: state }),
      {
        secrets: { token: 'canary-token' },
      },
    );
    const request = apiRequest(`${url}/submitted/7`, {
      method: 'GET',
      auth: { scheme: 'bearer', secret: 'token' },
    });
    const replies = [];
    for (const said of ['submitted', 'looking', 'accepted', 'denied']) {
      state = { status: said, denial_reason: 'not_on_cloudflare' };
      const report = await poll(sender, apiStatus(request));
      replies.push(report.result === 'answer' ? report.reply : report);
    }
    expect(replies).toEqual([
      { kind: 'receipt' },
      { kind: 'in_review' },
      { kind: 'says_gone' },
      { kind: 'refused', reason: 'not_ours' },
    ]);
    expect(heard.map((one) => [one.method, one.headers.authorization])).toEqual(
      replies.map(() => ['GET', 'Bearer canary-token']),
    );
  });

  it.each([
    ['the server is busy', 429, { result: 'retry', code: 'http_429', retryAfter: 5_000 }],
    ['the report is not found', 404, { result: 'retry', code: 'http_404' }],
    ['the credentials are not taken', 401, { result: 'retry', code: 'http_401' }],
  ])('is not learnt when %s', async (_what, status, expected) => {
    const { url, sender } = await open((_request, response) =>
      json(response, status, {}, { 'retry-after': '5' }),
    );
    expect(await poll(sender, apiStatus(apiRequest(url, { method: 'GET' })))).toEqual(expected);
  });

  it('is not learnt when the secret is missing, the answer is lost or nobody listens', async () => {
    const { url, sender, server } = await open((_request, _response, socket) => socket.destroy());
    const bearer = { scheme: 'bearer', secret: 'token' } as const;
    const request = (more = {}) => apiStatus(apiRequest(url, { method: 'GET', ...more }));
    expect(await poll(sender, request({ auth: bearer }))).toEqual({
      result: 'retry',
      code: 'missing_secret_token',
    });
    expect(await poll(sender, request())).toEqual({ result: 'retry', code: 'http_lost' });
    await server.stopListening();
    expect(await poll(sender, request())).toEqual({ result: 'retry', code: 'connection_refused' });
  });

  it('ends with AbortError when it is aborted', async () => {
    const { url, sender, heard } = await open(() => undefined);
    const abort = new AbortController();
    const asking = poll(sender, apiStatus(apiRequest(url, { method: 'GET' })), abort.signal);
    const outcome = expect(asking).rejects.toMatchObject({ name: 'AbortError' });
    await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(1);
    abort.abort();
    await outcome;
  });
});
