import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, type FeedMessage } from '../../../src/client/index.ts';
import { BEGINNING_OF_FEED } from '../../../src/flow/feed.ts';
import { eventually } from '../../e2e/support/eventually.ts';
import { post, requestAbout } from '../../e2e/support/request.ts';
import { ANNE, type TestApi, testApi } from '../http/support/desk.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.end());

let posts = 9_500;
async function happen(token = api.tokens.practitioner): Promise<string> {
  posts += 1;
  const taken = await api.ask('POST', '/v1/takedowns', {
    token,
    body: requestAbout(post('pixhub', posts), { case: 'SSE-CANARY' }),
  });
  return taken.body.id;
}

/** Reads a stream in the background. */
function reading(token: string, after?: string) {
  const messages: FeedMessage[] = [];
  const ending = new AbortController();
  let failure: unknown;
  const done = (async () => {
    const client = createClient({ baseUrl: api.url, token });
    for await (const message of client.events({ after, signal: ending.signal })) messages.push(message);
  })().catch((error: unknown) => {
    failure = error;
  });
  return {
    messages,
    failure: () => failure,
    done,
    end: () => {
      ending.abort();
      return done;
    },
  };
}

async function raw(token: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${api.url}/v1/events`, { headers: { authorization: `Bearer ${token}`, ...headers } });
}

describe('the event stream', () => {
  it('tells what happens as it happens, to each helpline its own, without anything red', async () => {
    const [mine, theirs] = [reading(api.tokens.practitioner), reading(api.tokens.other)];
    // What happened before a stream is open is not told: first something must come through.
    const opened = async (stream: { messages: FeedMessage[] }, token: string) =>
      eventually(
        () => happen(token).then(() => stream.messages.length),
        (count) => count > 0,
      );
    await opened(mine, api.tokens.practitioner);
    await opened(theirs, api.tokens.other);
    const [a, b] = [await happen(), await happen(api.tokens.other)];
    const told = (stream: { messages: FeedMessage[] }) => stream.messages.map((one) => one.data.takedownId);
    await eventually(
      () => [told(mine), told(theirs)],
      ([first, second]) => first?.includes(a) === true && second?.includes(b) === true,
    );
    expect(told(mine)).not.toContain(b);
    expect(told(theirs)).not.toContain(a);
    expect(mine.messages.find((one) => one.data.takedownId === a)).toMatchObject({
      type: 'takedown.requested',
      data: { caseId: expect.stringMatching(/^case_/), outcome: null },
    });
    expect(JSON.stringify(mine.messages)).not.toMatch(/practice\.test|SSE-CANARY|pixhub/);
    await Promise.all([mine.end(), theirs.end()]);
  });

  it('goes on after the last event that was read', async () => {
    const first = await happen();
    const feed = api.base.handle.feed({ kind: 'helpline', helplineId: ANNE.id });
    // What another transaction of the server still holds back is told a moment later.
    const told = await eventually(
      () => feed.after(BEGINNING_OF_FEED, 1_000),
      (events) => events.some((event) => event.takedownId === first),
    );
    const { tx, feed: at } = told.at(-1)?.position ?? BEGINNING_OF_FEED;
    const missed = [await happen(), await happen()];
    const stream = reading(api.tokens.practitioner, `evt_${tx}-${at}`);
    const ids = () => stream.messages.map((one) => one.data.takedownId);
    await eventually(ids, (found) => missed.every((one) => found.includes(one)));
    expect(ids()).not.toContain(first);
    await stream.end();
  });

  it('ends when its token is revoked, and is refused from then on', async () => {
    const { id, token } = await api.token({ helplineId: ANNE.id, role: 'practitioner' });
    const stream = reading(token);
    await eventually(
      () => happen().then(() => stream.messages.length),
      (count) => count > 0,
    );
    await api.base.handle.tokens.revoke(id, Date.now());
    await stream.done;
    expect(stream.failure()).toMatchObject({ code: 'token_invalid', status: 401 });
  });

  it('ends when its token is over', async () => {
    const { token } = await api.token({ helplineId: ANNE.id, role: 'lead', expiresAt: Date.now() + 3_000 });
    const response = await raw(token);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(await response.text()).toContain(': here');
  });

  it('is not for ops, takes no Last-Event-ID of its own making, and five streams of a token at most', async () => {
    expect((await raw(api.tokens.ops)).status).toBe(403);
    const bad = await raw(api.tokens.lead, { 'last-event-id': 'yesterday' });
    expect(await bad.json()).toMatchObject({ code: 'event_unknown', field: 'last-event-id' });
    const { token } = await api.token({ helplineId: ANNE.id, role: 'lead' });
    const open = await Promise.all(Array.from({ length: 5 }, () => raw(token)));
    expect(open.map((one) => one.status)).toEqual([200, 200, 200, 200, 200]);
    const sixth = await raw(token);
    expect(await sixth.json()).toMatchObject({ code: 'streams_too_many' });
    await Promise.all(open.map((one) => one.body?.cancel()));
    await eventually(
      async () => {
        const again = await raw(token);
        await again.body?.cancel();
        return again.status;
      },
      (status) => status === 200,
    );
  });
});
