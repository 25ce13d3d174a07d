import { createApiSender } from '../../src/channels/api/sender.ts';
import { createOutbound } from '../../src/outbound/outbound.ts';
import { httpDesk, json, type Reaction } from '../integration/api/http-desk.ts';
import { apiOrder, apiRequest } from '../integration/api/orders.ts';
import { type Behaviour, type ChannelFixture, describeChannel } from './channel-contract.ts';
import { recordingLog } from './recording-log.ts';

const CANARIES = [
  'canary-url',
  'canary-header',
  'canary-body',
  'canary-secret',
  'canary-answer',
  'canary-lookup',
];

const REACTIONS: Readonly<Record<Exclude<Behaviour, 'down'>, Reaction>> = {
  accept: (_request, response) => json(response, 201, { id: 'R-4711', said: 'canary-answer' }),
  refuse: (_request, response) => json(response, 422, { error: 'no_abuse_found', said: 'canary-answer' }),
  cut: (_request, _response, socket) => socket.destroy(),
  stall: () => undefined,
};

async function fixture(): Promise<ChannelFixture<'api'>> {
  const { log, lines } = recordingLog();
  const behaviour: { now: Exclude<Behaviour, 'down'> } = { now: 'accept' };
  const desk = await httpDesk((request, response, socket) => {
    const isLookup = request.url.startsWith('/lookup') && behaviour.now !== 'stall';
    if (isLookup) json(response, 200, { id: 'canary-lookup' });
    else REACTIONS[behaviour.now](request, response, socket);
  });
  const outbound = createOutbound({ mode: 'live', allowNetworks: ['127.0.0.0/8'] });
  const secrets = { get: () => 'canary-secret' };
  const sender = createApiSender({ dispatcher: outbound.dispatcher, secrets, log });
  return {
    sender,
    logLines: lines,
    order: ({ key, noticeKey }) => ({
      ...apiOrder(
        (found) =>
          apiRequest(`${desk.url}/reports?about=canary-url`, {
            headers: { 'x-note': 'canary-header', 'x-account': String(found['account']) },
            auth: { scheme: 'bearer', secret: 'practice-token' },
            body: { type: 'json', json: { text: 'canary-body' } },
            answers: [
              { pointer: '/error', equals: ['no_abuse_found'], means: 'refused', reason: 'not_a_violation' },
            ],
            reference: '/id',
            // With a key a lost answer is asked for again; without one, as here when it is cut, its fate is unknown.
            idempotencyHeader: behaviour.now === 'cut' ? undefined : 'Idempotency-Key',
          }),
        {
          noticeKey,
          lookups: [
            {
              name: 'account',
              pointer: '/id',
              render: () => apiRequest(`${desk.url}/lookup?q=canary-url`, { method: 'GET' }),
            },
          ],
        },
      ),
      key,
    }),
    behave: async (next) => {
      desk.heard.length = 0;
      if (next === 'down') return desk.stopListening();
      behaviour.now = next;
      await desk.listenAgain();
    },
    acts: () =>
      desk.heard
        .filter((one) => one.method === 'POST')
        .map((one) => ({ id: one.headers['idempotency-key']?.toString() })),
    held: async () => [...desk.sockets].map(() => 'a connection to the API'),
    close: async () => {
      await sender.close();
      await outbound.close();
      await desk.close();
    },
  };
}

describeChannel(
  'api',
  {
    canaries: CANARIES,
    reference: 'R-4711',
    refusal: { result: 'refused', code: 'http_422', reason: 'not_a_violation' },
    carriesId: true,
    talksBeforeCommit: true,
  },
  fixture,
);
