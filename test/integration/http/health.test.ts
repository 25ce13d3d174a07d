import { afterEach, describe, expect, it } from 'vitest';
import { type Health, type HttpServer, healthRoutes, listen } from '../../../src/http/health.ts';

const open: HttpServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function get(path: string, health: Partial<Health>) {
  const app = healthRoutes({
    alive: () => ({ stuck: undefined, figures: {} }),
    parts: {},
    version: '1.2.3',
    ...health,
  });
  const server = await listen(app, '127.0.0.1', 0);
  open.push(server);
  const answer = await fetch(`http://127.0.0.1:${server.port}${path}`);
  return { status: answer.status, body: await answer.json() };
}

describe('/livez', () => {
  it('answers 200 with what the process knows of itself', async () => {
    const figures = { claimLoopTurnedMsAgo: 12, eventLoopPauseMs: 3 };
    expect(await get('/livez', { alive: () => ({ stuck: undefined, figures }) })).toEqual({
      status: 200,
      body: { status: 'ok', version: '1.2.3', ...figures },
    });
  });

  it('answers 503 and says what hangs', async () => {
    const figures = { claimLoopTurnedMsAgo: 200_000 };
    expect(await get('/livez', { alive: () => ({ stuck: 'claim loop', figures }) })).toEqual({
      status: 503,
      body: { status: 'stuck', stuck: 'claim loop', version: '1.2.3', ...figures },
    });
  });
});

describe('/readyz', () => {
  const fine = async (): Promise<void> => undefined;
  const away = (): Promise<never> => Promise.reject(new Error('canary postgres://user:secret@db'));
  const hangs = (): Promise<never> => new Promise(() => undefined);

  it.each([
    ['all answer', { ledger: fine, queue: fine }, 200, { ledger: 'ok', queue: 'ok' }],
    ['the queue is away', { ledger: fine, queue: away }, 503, { ledger: 'ok', queue: 'away' }],
    ['the ledger is away', { ledger: away, queue: fine }, 503, { ledger: 'away', queue: 'ok' }],
    ['one does not answer at all', { ledger: fine, queue: hangs }, 503, { ledger: 'ok', queue: 'away' }],
  ] as const)('says for each part whether it answers, when %s', async (_, parts, status, states) => {
    const answer = await get('/readyz', { parts });
    expect(answer).toEqual({
      status,
      body: { status: status === 200 ? 'ready' : 'not ready', version: '1.2.3', parts: states },
    });
    expect(JSON.stringify(answer)).not.toContain('canary');
  });
});
