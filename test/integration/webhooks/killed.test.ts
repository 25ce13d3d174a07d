import { afterAll, beforeAll, expect, it } from 'vitest';
import { MINUTE } from '../../../src/domain/time.ts';
import { NO_METRICS } from '../../../src/flow/ports.ts';
import { webhookDispatcher } from '../../../src/webhooks/guard.ts';
import { startWebhookLoop } from '../../../src/webhooks/loop.ts';
import { builtProgram } from '../../e2e/support/built.ts';
import { eventually } from '../../e2e/support/eventually.ts';
import { serve } from '../../e2e/support/redress.ts';
import { requestAbout } from '../../e2e/support/request.ts';
import { query } from '../../e2e/support/stage.ts';
import { type TestApi, testApi } from '../http/support/desk.ts';
import { startReceiver } from './receiver.ts';

const NETWORKS = '127.0.0.0/8';
const TAKEDOWNS = 20;
/** So many are answered; those that come then are in flight when the process is killed. */
const ANSWERED = 10;

let api: TestApi;
beforeAll(async () => {
  await builtProgram();
  api = await testApi();
}, 180_000);
afterAll(() => api.end());

it('a worker that is killed in the middle of deliveries loses none: each event arrives, under its one id', async ({
  onTestFinished,
}) => {
  const { config, handle, deps } = api.base;
  const { databaseUrl } = handle;
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  receiver.answer = (_, response) => {
    if (receiver.received.length <= ANSWERED) response.writeHead(204).end();
  };
  const { lead: token } = api.tokens;
  await api.ask('POST', '/v1/webhooks', { token, body: { url: receiver.url } });
  const takedowns = Array.from({ length: TAKEDOWNS }, (_, n) =>
    requestAbout(`https://nobody-knows.example/killed/${n}`, { case: 'KILLED' }),
  );
  await api.ask('POST', '/v1/takedowns/bulk', { token, body: { takedowns } });

  const victim = await serve(
    {
      DATABASE_URL: databaseUrl,
      REDRESS_DATA_DIR: config.dataDir,
      REDRESS_MASTER_KEY: config.masterKey,
      REDRESS_ALLOW_NETWORKS: NETWORKS,
    },
    '--role',
    'worker',
  );
  onTestFinished(() => victim.clear());
  const inFlight = () => receiver.received.slice(ANSWERED).map((one) => one.headers['webhook-id'] ?? '');
  // One subscription is sent four at a time.
  await eventually(inFlight, (ids) => ids.length === 4, 60_000);
  victim.kill('SIGKILL');
  await victim.ended();
  const broken = inFlight();

  receiver.answer = (_, response) => void response.writeHead(204).end();
  const dispatcher = webhookDispatcher('sandbox', [NETWORKS]);
  const heir = startWebhookLoop({
    outbox: handle.outbox,
    dispatcher,
    // The leases of the dead are over.
    clock: { now: () => Date.now() + MINUTE },
    log: deps.log,
    metrics: NO_METRICS,
    worker: 'heir',
  });
  onTestFinished(() => heir.stop().then(() => dispatcher.destroy()));
  const states = () =>
    query<{ state: string; count: number }>(
      databaseUrl,
      'SELECT state, count(*)::int AS count FROM redress.webhook_deliveries GROUP BY state',
    );
  const happened = await query<{ id: string }>(
    databaseUrl,
    `SELECT 'evt_' || tx || '-' || feed AS id FROM redress.events`,
  );
  expect(happened.length).toBeGreaterThanOrEqual(2 * TAKEDOWNS);
  await eventually(states, (found) => found.length === 1 && found[0]?.state === 'delivered', 60_000);
  expect(await states()).toEqual([{ state: 'delivered', count: happened.length }]);

  const bodies = new Map<string, Set<string>>();
  for (const { headers, body } of receiver.received) {
    const id = headers['webhook-id'] ?? '';
    bodies.set(id, (bodies.get(id) ?? new Set()).add(body));
  }
  expect([...bodies.keys()].toSorted()).toEqual(happened.map(({ id }) => id).toSorted());
  // What was in flight came again, word for word; nothing else did.
  expect([...bodies.values()].every((said) => said.size === 1)).toBe(true);
  const times = (id: string) => receiver.received.filter((one) => one.headers['webhook-id'] === id).length;
  expect([...bodies.keys()].filter((id) => times(id) > 1).toSorted()).toEqual(broken.toSorted());
});
