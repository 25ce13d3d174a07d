import { alternate } from '../harness/alternate.ts';
import { compare } from '../harness/comparison.ts';
import { median } from '../harness/median.ts';
import { openWebPages, type WebPages } from '../setting/web-pages.ts';
import type { Bench, Measured } from './context.ts';
import { type Filled, openFilled } from './filled.ts';

const TIMES = 15;

interface Place {
  readonly pages: WebPages;
  readonly takedownId: string;
  readonly caseId: string;
  close(): Promise<void>;
}

/** What each page of the dashboard costs in a small ledger and in a large one. The ratio is that of the worst page. */
export async function measurePages(bench: Bench): Promise<Measured> {
  const { sizes, say } = bench;
  const small = await open(await openFilled(bench, sizes.scaleSmall));
  try {
    const large = await open(await openFilled(bench, sizes.scaleLarge));
    try {
      const what = {
        base: `the page with ${sizes.scaleSmall} takedowns`,
        ours: `the page with ${sizes.scaleLarge}`,
      };
      const found = [];
      for (const page of PAGES) {
        await page.see(small);
        await page.see(large);
        const pairs = await alternate(
          sizes.rounds,
          () => msOf(page, small),
          () => msOf(page, large),
        );
        const one = compare('pages', 'ms', what, pairs);
        say(
          `pages  ${page.name}: ${median(one.base.figures).toFixed(1)} ms, ${median(one.ours.figures).toFixed(1)} ms, ratio ${one.ratio.toFixed(2)}`,
        );
        found.push({ name: page.name, one });
      }
      const worst = found.reduce((most, next) => (next.one.ratio > most.one.ratio ? next : most));
      return {
        comparisons: [worst.one],
        extra: Object.fromEntries(found.map(({ name, one }) => [`pages ${name}`, [one.ratio]])),
      };
    } finally {
      await large.close();
    }
  } finally {
    await small.close();
  }
}

interface Page {
  readonly name: string;
  see(place: Place): Promise<unknown>;
}

const PAGES: readonly Page[] = [
  page('report', 'lead', () => '/report'),
  page('cases', 'lead', () => '/cases'),
  page('a case', 'lead', ({ caseId }) => `/cases/${caseId}`),
  page('a takedown', 'lead', ({ takedownId }) => `/takedowns/${takedownId}`),
  page('tasks', 'lead', () => '/tasks'),
  page('search, helpline', 'lead', () => '/search?host=api-1.practice.test'),
  page('search, ops', 'ops', () => '/search?status=waiting'),
  page('overview', 'ops', () => '/overview'),
  page('platforms', 'ops', () => '/platforms'),
  page('compliance', 'ops', () => '/compliance'),
  page('switches', 'ops', () => '/switches'),
  page('audit', 'ops', () => '/audit'),
];

function page(name: string, who: 'lead' | 'ops', path: (place: Place) => string): Page {
  return {
    name,
    see: async (place) => {
      const answer = await place.pages[who].get(path(place));
      if (answer.status !== 200) throw new Error(`the page ${name} answers ${answer.status}`);
    },
  };
}

async function msOf({ see }: Page, place: Place): Promise<number> {
  const each: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const from = performance.now();
    await see(place);
    each.push(performance.now() - from);
  }
  return median(each);
}

async function open({ rig, close }: Filled): Promise<Place> {
  const pages = await openWebPages(rig);
  const { views } = rig.base.handle;
  const [newest] = (await views.list({ limit: 1 })).takedowns;
  if (newest === undefined) throw new Error('nothing was filled in');
  const { id: takedownId, caseId } = newest;
  return {
    pages,
    takedownId,
    caseId,
    close: async () => {
      await pages.close();
      await close();
    },
  };
}
