import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRACTICE_HELPLINE } from '../../src/app/practice-helpline.ts';
import { comment } from '../../src/flow/people/comment.ts';
import { eraseCase } from '../../src/flow/people/erase.ts';
import { recordReply } from '../../src/flow/people/reply.ts';
import { completeTask } from '../../src/flow/people/tasks.ts';
import { apiCalls } from './support/api-calls.ts';
import { CANARIES, canaryRequest, formsOf, POST, REFUSED, UNKNOWN_HOST } from './support/canaries.ts';
import { type Doors, throughTheDoors } from './support/doors.ts';
import { dumpRedis, dumpSchemas } from './support/dump.ts';
import { eventually } from './support/eventually.ts';
import { redress } from './support/redress.ts';
import { post } from './support/request.ts';
import { BACKENDS, type Backend, openStage, type Stage } from './support/stage.ts';

/** Every way a notice goes, is refused, is tried again, is handed to a person, or never goes. */
const PLATFORMS = [
  ...['pixhub', 'looply', 'letterbox', 'wobbly', 'wobbly-mail', 'refusenik', 'gatekeep', 'longgone'],
  ...['wallflower', 'borderline'],
];

type Place =
  | 'log'
  | 'ledger'
  | 'queue'
  | 'metrics'
  | 'problems'
  | 'told'
  | 'deliveries'
  | 'remains'
  | 'crash';

/** Where something red must never lie, and what was found there. */
interface Run {
  readonly stage: Stage;
  readonly doors: Doors;
  readonly places: Readonly<Record<Place, string>>;
  /** All about the takedowns, decrypted: where the words must be, or the test proves nothing. */
  readonly notices: string;
  /** The same of each that came in by a door of the API or the queue. */
  readonly byDoors: readonly string[];
}
const LEAD = {
  kind: 'helpline',
  helplineId: PRACTICE_HELPLINE.id,
  role: 'lead',
  tokenId: 'tok_lead',
} as const;

const runs = new Map<Backend, Run>();

beforeAll(async () => {
  await Promise.all(BACKENDS.map(async (backend) => runs.set(backend, await live(backend))));
}, 300_000);
afterAll(async () => {
  await Promise.all(
    [...runs.values()].map(async ({ stage, doors }) => {
      await doors.close();
      await stage.end();
    }),
  );
}, 60_000);

async function live(backend: Backend): Promise<Run> {
  const stage = await openStage({ backend, env: { REDRESS_ALLOW_NETWORKS: '127.0.0.0/8' } });
  const { database, redis, service } = stage;
  const { deps, handle } = service.base;
  const port = service.http?.port ?? 0;
  const dumpQueue = async () =>
    [
      await dumpSchemas(database.url, (schema) => schema !== 'redress'),
      redis === undefined ? '' : await dumpRedis(redis.url),
    ].join('\n');
  const queue: string[] = [];
  const urls = [...PLATFORMS.map((name) => post(name, POST)), UNKNOWN_HOST];
  const doors = await throughTheDoors(stage, port);
  queue.push(await dumpQueue());
  const ids = await Promise.all(urls.map((url) => stage.accept(canaryRequest(url))));
  // Requests that are refused, and one of a minor.
  await stage.submit([...REFUSED, { ...canaryRequest(post('deafly', POST)), ageInImage: 'minor' }]);
  const problems = await overTheApi(stage, port, ids[0] ?? '');
  await eventually(
    async () => {
      // Jobs are gone when they are done: what the queue holds is looked at all the time.
      queue.push(await dumpQueue());
      const all = await Promise.all([...ids, ...doors.ids].map((id) => stage.stored(id)));
      return all.map(({ takedown }) => takedown.outcome?.kind ?? takedown.task?.kind);
    },
    (states) => states.every((state) => state !== undefined),
    200_000,
  );
  const gatekeep = ids[PLATFORMS.indexOf('gatekeep')] ?? '';
  await completeTask(deps, await stage.stored(gatekeep), 'ada', {
    reference: CANARIES["the recipient's reference"],
  });
  await recordReply(deps, gatekeep, 'ada', {
    kind: 'needs_more',
    text: CANARIES['the words of an answer'],
    reference: CANARIES['the reference in an answer'],
  });
  await comment(deps, gatekeep, 'ada', { text: CANARIES['a note'] });
  await eventually(
    async () => doors.told(),
    (told) => doors.ids.every((id) => told.includes(id)),
  );
  const shown = await Promise.all(ids.map((id) => handle.views.show(id)));
  const byDoors = await Promise.all(doors.ids.map((id) => handle.views.show(id)));
  const ledger = await dumpSchemas(database.url, (schema) => schema === 'redress');
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const deliveries = await doors.deliveries();
  const crashed = await crash(stage, ids[1] ?? '');
  const remains = JSON.stringify(await eraseCase(deps, LEAD, (await stage.stored(gatekeep)).caseId));
  return {
    stage,
    doors,
    places: {
      log: await stage.logText(),
      ledger,
      queue: [...queue, await dumpQueue()].join('\n'),
      metrics,
      problems: `${problems}\n${doors.problems}`,
      told: doors.told(),
      deliveries,
      remains,
      crash: crashed,
    },
    notices: JSON.stringify(shown),
    byDoors: byDoors.map((one) => JSON.stringify(one)),
  };
}

/** What the API answers to requests that it refuses, and to those of somebody whom it does not know. */
async function overTheApi(stage: Stage, port: number, id: string): Promise<string> {
  const { tokens } = stage.service.base.handle;
  const { token } = await tokens.create(
    { helplineId: PRACTICE_HELPLINE.id, label: 'leaks', scopes: ['practitioner'], expiresAt: null },
    Date.now(),
  );
  const call = apiCalls(port, token);
  const stranger = apiCalls(port, 'redress_canarynote');
  const whole = canaryRequest(post('pixhub', POST));
  const answers = [
    ...(await Promise.all(REFUSED.map((one) => call('POST', '/v1/takedowns', one)))),
    await call('POST', '/v1/takedowns', JSON.stringify(whole).slice(0, -5)),
    await call('POST', '/v1/takedowns/bulk', { takedowns: [{ ...whole, url: `gopher://${POST}` }] }),
    await call('POST', '/v1/takedowns/search', { caseReference: { not: CANARIES['the case reference'] } }),
    await call('POST', '/v1/platforms/resolve', { url: `ftp://nowhere.example/${POST}` }),
    await call('POST', `/v1/takedowns/${id}/replies`, { kind: CANARIES['the words of an answer'] }),
    await call('POST', `/v1/takedowns/${id}/reveal`, {}),
    await call('GET', `/v1/takedowns/${encodeURIComponent(UNKNOWN_HOST)}`),
    await call('GET', `/v1/takedowns?caseReference=${CANARIES['the case reference']}`),
    await stranger('POST', '/v1/takedowns', whole),
  ];
  // A list may say the reference of a case to its helpline: that is no problem, and red where it belongs.
  const refused = answers.filter((answer) => answer.status >= 400);
  if (refused.length < 10)
    throw new Error(`the API took what it should refuse: ${answers.map((one) => one.status)}`);
  return refused.map((answer) => `${answer.status} ${answer.text}`).join('\n');
}

/** What a command writes that breaks on a record which somebody altered. */
async function crash(stage: Stage, id: string): Promise<string> {
  const { config } = stage;
  await stage.sql(
    'UPDATE redress.takedowns SET notice = set_byte(notice, 40, get_byte(notice, 40) # 1) WHERE id = $1',
    [id],
  );
  const env = { REDRESS_DATA_DIR: config.dataDir, DATABASE_URL: config.databaseUrl };
  const ended = await redress(env, 'show', id);
  if (ended.code !== 1) throw new Error(`the command did not break: ${ended.code}\n${ended.err}`);
  return `${ended.out}\n${ended.err}`;
}

describe.each(BACKENDS)('with the queue on %s', (backend) => {
  const run = (): Run => {
    const found = runs.get(backend);
    if (found === undefined) throw new Error(`nothing ran on ${backend}`);
    return found;
  };

  it.each(Object.entries(CANARIES))('%s is in the sealed record, and nowhere in the clear', (_, canary) => {
    const { places, notices } = run();
    expect(notices).toContain(canary);
    const found = Object.entries(places).filter(([, text]) =>
      formsOf(canary).some((form) => text.toLowerCase().includes(form.toLowerCase())),
    );
    expect(found.map(([name]) => name)).toEqual([]);
  });

  it('what was looked through is really there', () => {
    const { log, ledger, queue, metrics, problems, told, deliveries, remains, crash } = run().places;
    expect(log).toContain('redress started');
    for (const table of ['events', 'attempts', 'checks', 'tasks', 'cases', 'idempotency', 'secrets'])
      expect(ledger).toContain(`redress.${table} `);
    expect(ledger).toContain('practice-letterbox');
    expect(queue).toMatch(/td_[0-9a-f-]{36}/);
    expect(metrics).toContain('redress_attempts_total');
    expect(metrics).toContain('redress_intake_jobs_total{answer="accepted"} 1');
    expect(metrics).toContain('redress_intake_jobs_total{answer="rejected"} 2');
    expect(metrics).toContain('redress_webhook_tries_total{result="delivered",code_class="ok"}');
    expect(metrics).toContain('redress_webhook_tries_total{result="retry",code_class="5xx"}');
    expect(problems).toContain('url_scheme');
    expect(problems).toContain('url_userinfo');
    expect(queue).toContain('takedown-intake');
    expect(told).toContain('"type":"takedown.task_opened"');
    expect(told).toContain('webhook-signature');
    expect(told).toContain('event: takedown.requested');
    expect(deliveries).toContain('http_500');
    expect(remains).toContain('"sealed":0');
    expect(crash).toContain('Redress has a bug');
  });

  it('what came by CSV, in bulk and by the queue holds the words, sealed like all else', () => {
    const { byDoors } = run();
    expect(byDoors).toHaveLength(3);
    for (const shown of byDoors)
      for (const name of ['the URL', 'the description', 'the case reference', 'an earlier report'] as const)
        expect(shown).toContain(CANARIES[name]);
  });

  it('the queue holds ids and nothing else of a takedown', () => {
    const text = run().places.queue.replaceAll('\\', '').replaceAll('""', '"');
    const jobs = [...text.matchAll(/\{"takedownId":[^}]*\}/g)].map(([data]) => data);
    expect(jobs.length).toBeGreaterThan(0);
    for (const data of jobs) expect(data).toMatch(/^\{"takedownId": ?"td_[0-9a-f-]{36}"\}$/);
  });
});

describe('the search itself', () => {
  it.each([0, 1, 2, 7])('finds a word in base64 that stands after %d other bytes', (shift) => {
    const text = Buffer.concat([Buffer.alloc(shift, 'x'), Buffer.from('canarystatement, and more')]);
    const sealedBadly = text.toString('base64');
    expect(formsOf('canarystatement').some((form) => sealedBadly.includes(form))).toBe(true);
  });
});
