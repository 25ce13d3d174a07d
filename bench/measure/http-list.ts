import { alternate } from '../harness/alternate.ts';
import { type Comparison, compare } from '../harness/comparison.ts';
import { median } from '../harness/median.ts';
import type { HttpApi } from '../setting/http-api.ts';
import type { Bench } from './context.ts';
import { openFilled } from './filled.ts';

const PAGES = 40;
const PAGE = 50;

/** What a page of 50 takedowns costs over HTTP, in a small ledger and in a large one of the same helpline. */
export async function measureApiList(bench: Bench): Promise<Comparison> {
  const { sizes } = bench;
  const small = await openFilled(bench, sizes.scaleSmall);
  try {
    const large = await openFilled(bench, sizes.scaleLarge);
    try {
      await msOf(small.api);
      await msOf(large.api);
      const pairs = await alternate(
        sizes.rounds,
        () => costIn(bench, small.api, sizes.scaleSmall),
        () => costIn(bench, large.api, sizes.scaleLarge),
      );
      const what = {
        base: `a page with ${sizes.scaleSmall} takedowns`,
        ours: `a page with ${sizes.scaleLarge}`,
      };
      return compare('api.list', 'ms', what, pairs);
    } finally {
      await large.close();
    }
  } finally {
    await small.close();
  }
}

async function costIn({ say }: Bench, api: HttpApi, count: number): Promise<number> {
  const ms = await msOf(api);
  say(`api.list  ${count} takedowns: ${ms.toFixed(2)} ms a page`);
  return ms;
}

async function msOf(api: HttpApi): Promise<number> {
  const each: number[] = [];
  for (let page = 0; page < PAGES; page += 1) {
    const from = performance.now();
    await api.ask('GET', `/v1/takedowns?limit=${PAGE}`);
    each.push(performance.now() - from);
  }
  return median(each);
}
