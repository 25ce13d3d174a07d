import { Agent, fetch } from 'undici';
import type { Comparison } from '../harness/comparison.ts';
import { rateOf } from '../harness/in-parallel.ts';
import type { Backend } from '../setting/setting.ts';
import type { Bench } from './context.ts';
import { platforms } from './email.ts';
import { measurePath } from './path.ts';

/** First looks at posts, beside undici's bare fetch of the same pages. */
export async function measureCheck(bench: Bench, backend: Backend): Promise<Comparison> {
  const { sizes, setting } = bench;
  const dispatcher = new Agent();
  try {
    return await measurePath<string>(bench, {
      name: `check.${backend}`,
      kind: 'check',
      backend,
      count: sizes.check,
      warmUp: sizes.warmUp,
      workers: sizes.workers,
      seeds: { platforms: platforms('api'), looked: false },
      arrives: 'pages',
      what: { base: 'bare fetch of the same pages', ours: `looks at a page, queue on ${backend}` },
      prepare: (_, { notice }) => new URL(notice.locations[0]?.url ?? '').pathname,
      bare: (paths) =>
        rateOf(paths, sizes.concurrency, async (path) => {
          const answer = await fetch(`http://127.0.0.1:${setting.sinks.http}${path}`, { dispatcher });
          await answer.text();
        }),
    });
  } finally {
    await dispatcher.destroy();
  }
}
