import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { completeTask } from '../../src/flow/people/tasks.ts';
import { dumpRedis, dumpSchema } from './support/dump.ts';
import { eventually } from './support/eventually.ts';
import { post, requestAbout } from './support/request.ts';
import { BACKENDS, type Backend, openStage, type Stage } from './support/stage.ts';

/** Words that stand in red data and nowhere else; posts have numbers, so the URL's is one. */
const CANARIES = {
  'the URL': '481516234200',
  'the query of the URL': 'canaryquery',
  'the case reference': 'canarycase',
  'the description': 'canarydescription',
  'the statement of non-consent': 'canarystatement',
  'the statement of illegality': 'canaryillegality',
  'the authority': 'canaryauthority',
  'the person shown': 'canarysubject',
  'an earlier report': 'canaryprior',
  "the recipient's reference": 'canaryreference',
} as const;

const POST = Number(CANARIES['the URL']);
const PLATFORMS = [
  ...['pixhub', 'looply', 'letterbox', 'wobbly', 'wobbly-mail', 'refusenik', 'gatekeep', 'longgone'],
];

const request = (url: string) =>
  requestAbout(url, {
    case: CANARIES['the case reference'],
    description: CANARIES['the description'],
    statements: {
      nonConsent: CANARIES['the statement of non-consent'],
      illegality: CANARIES['the statement of illegality'],
      goodFaith: true,
      accuracy: true,
    },
    authority: { basis: CANARIES['the authority'], consentedOn: '2026-11-20' },
    subject: { name: CANARIES['the person shown'], country: 'US' },
    countries: ['US'],
    priorReports: [
      { by: CANARIES['an earlier report'], to: CANARIES['an earlier report'], on: '2026-11-01' },
    ],
  });

interface Run {
  readonly stage: Stage;
  readonly log: string;
  readonly ledger: string;
  readonly queue: string;
  /** The texts of the notices, decrypted: where the words must be, or the test proves nothing. */
  readonly notices: string;
}
const runs = new Map<Backend, Run>();

beforeAll(async () => {
  await Promise.all(BACKENDS.map(async (backend) => runs.set(backend, await live(backend))));
}, 200_000);
afterAll(async () => {
  await Promise.all([...runs.values()].map(({ stage }) => stage.end()));
}, 60_000);

async function live(backend: Backend): Promise<Run> {
  const stage = await openStage({ backend });
  const { database, redis, service } = stage;
  const { deps, handle } = service.base;
  const dumpQueue = () =>
    redis === undefined ? dumpSchema(database.url, 'redress_queue') : dumpRedis(redis.url);
  const queue: string[] = [];
  const urls = [
    ...PLATFORMS.map((name) => post(name, POST)),
    `https://nowhere.example/p/${POST}?q=${CANARIES['the query of the URL']}`,
  ];
  const ids = await Promise.all(urls.map((url) => stage.accept(request(url))));
  // One request that is refused, and one of a minor.
  await stage.submit([
    { ...request(urls[0] ?? ''), url: `ftp://${POST}` },
    { ...request(post('deafly', POST)), ageInImage: 'minor' },
  ]);
  await eventually(
    async () => {
      // Jobs are gone when they are done: what the queue holds is looked at all the time.
      queue.push(await dumpQueue());
      const all = await Promise.all(ids.map((id) => stage.stored(id)));
      return all.map(({ takedown }) => takedown.outcome?.kind ?? takedown.task?.kind);
    },
    (states) => states.every((state) => state !== undefined),
    120_000,
  );
  const gatekeep = ids[PLATFORMS.indexOf('gatekeep')] ?? '';
  const reference = CANARIES["the recipient's reference"];
  await completeTask(deps, await stage.stored(gatekeep), 'ada', { reference });
  const shown = await Promise.all(ids.map((id) => handle.views.show(id)));
  return {
    stage,
    log: await stage.logText(),
    ledger: await dumpSchema(database.url, 'redress'),
    queue: queue.join('\n'),
    notices: JSON.stringify(shown),
  };
}

describe.each(BACKENDS)('with the queue on %s', (backend) => {
  const run = (): Run => {
    const found = runs.get(backend);
    if (found === undefined) throw new Error(`nothing ran on ${backend}`);
    return found;
  };

  it.each(Object.entries(CANARIES))('%s is in the sealed record, and nowhere in the clear', (_, canary) => {
    const { log, ledger, queue, notices } = run();
    expect(notices).toContain(canary);
    const hex = Buffer.from(canary).toString('hex');
    const where = { log, ledger, queue };
    const found = Object.entries(where).filter(([, text]) => text.includes(canary) || text.includes(hex));
    expect(found.map(([name]) => name)).toEqual([]);
  });

  it('what was looked through is really there', () => {
    const { log, ledger, queue } = run();
    expect(log).toContain('redress started');
    expect(ledger).toContain('redress.events');
    expect(ledger).toContain('practice-letterbox');
    expect(queue).toMatch(/td_[0-9a-f-]{36}/);
  });

  it('the queue holds ids and nothing else of a takedown', () => {
    const text = run().queue.replaceAll('\\', '').replaceAll('""', '"');
    const jobs = [...text.matchAll(/\{"takedownId":[^}]*\}/g)].map(([data]) => data);
    expect(jobs.length).toBeGreaterThan(0);
    for (const data of jobs) expect(data).toMatch(/^\{"takedownId": ?"td_[0-9a-f-]{36}"\}$/);
  });
});
