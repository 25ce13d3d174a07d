import { Agent, fetch } from 'undici';
import type { Comparison } from '../harness/comparison.ts';
import { rateOf } from '../harness/in-parallel.ts';
import { renderSeed } from '../setting/orders.ts';
import type { Backend } from '../setting/setting.ts';
import type { Bench } from './context.ts';
import { platforms } from './email.ts';
import { measurePath } from './path.ts';

interface Report {
  readonly key: string;
  readonly body: string;
}

/** Reports to an API, beside undici's bare fetch of the same bodies to the same server. */
export async function measureApi(bench: Bench, backend: Backend): Promise<Comparison> {
  const { sizes, setting } = bench;
  const dispatcher = new Agent();
  try {
    return await measurePath<Report>(bench, {
      name: `api.${backend}`,
      kind: 'api',
      backend,
      count: sizes.api,
      warmUp: sizes.warmUp,
      workers: sizes.workers,
      seeds: { platforms: platforms('api'), looked: true },
      arrives: 'reports',
      what: { base: 'bare fetch of the same reports', ours: `reports to an API, queue on ${backend}` },
      prepare: async (crew, seed) => {
        const { noticeKey, rendered } = await renderSeed(crew.base, seed);
        if (rendered.kind !== 'api') throw new Error('not an API request');
        const { body } = rendered.render({});
        if (body?.type !== 'json') throw new Error('not JSON');
        return { key: noticeKey, body: JSON.stringify(body.json) };
      },
      bare: (reports) =>
        rateOf(reports, sizes.concurrency, async ({ key, body }) => {
          const answer = await fetch(`http://127.0.0.1:${setting.sinks.http}/reports`, {
            dispatcher,
            method: 'POST',
            headers: { 'content-type': 'application/json', 'idempotency-key': key },
            body,
          });
          await answer.json();
        }),
    });
  } finally {
    await dispatcher.destroy();
  }
}
