import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRACTICE_HELPLINE } from '../../../src/app/practice-helpline.ts';
import { eventually } from '../support/eventually.ts';
import { post, requestAbout } from '../support/request.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { looksRight, openBrowser, picture, signIn, type Visitor } from './support/eyes.ts';

const REFERENCE = 'CANARY-REFERENCE-7731';
const RED = [REFERENCE, '/p/61', '/p/62', '/p/63', '/p/64', '/p/65', 'The only picture in the post'];

let stage: Stage;
let browser: Browser;
let base: string;
let ops: Visitor;
let helpline: Visitor;
let waiting: string;
let unknown: string;

beforeAll(async () => {
  [stage, browser] = await Promise.all([openStage(), openBrowser()]);
  base = `http://127.0.0.1:${stage.service.http?.port}`;
  const { tokens } = stage.service.base.handle;
  const now = Date.now();
  const tokenOf = async (helplineId: string | null, role: string, label: string) =>
    (await tokens.create({ helplineId, label, scopes: [role], expiresAt: null }, now)).token;
  const about = (platform: string, id: number) => requestAbout(post(platform, id), { case: REFERENCE });
  stage.practice.takeDown('pixhub', '61');
  const gone = await stage.accept(about('pixhub', 61));
  waiting = await stage.accept(about('deafly', 62));
  const person = await stage.accept(about('gatekeep', 63));
  const failing = await stage.accept(about('wobbly', 64));
  unknown = await stage.accept(requestAbout('https://nobody-knows.example/p/65', { case: REFERENCE }));
  [ops, helpline] = await Promise.all([
    signIn(browser, base, await tokenOf(null, 'ops', 'Ops, night')),
    signIn(browser, base, await tokenOf(PRACTICE_HELPLINE.id, 'lead', 'Ana')),
  ]);
  await Promise.all([stage.outcome(gone), stage.task(person), stage.stored(failing)]);
  await eventually(
    () => stage.stored(waiting),
    ({ takedown, plan }) =>
      takedown.sends.some((send) => send.deliveredAt !== undefined) && plan.status === 'waiting',
  );
}, 120_000);
afterAll(async () => {
  await browser.close();
  await stage.end();
});

describe('acts on many', { timeout: 120_000 }, () => {
  it('are chosen, confirmed with a reason, done, answered one by one, and audited', async () => {
    const { page } = ops;
    await ops.go('/search');
    const rows = await page.getByRole('checkbox', { name: /^Choose: td_/ }).count();
    expect(rows).toBe(5);
    await page.getByRole('checkbox', { name: 'All on this page' }).check();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByLabel('Why').selectOption('evidence');
    await page.getByRole('button', { name: 'Pause: 5 takedowns' }).click();
    // What has ended says so, and the others are paused.
    await looksRight(ops, 'results');
    expect(await page.getByText('It has ended.').count()).toBeGreaterThanOrEqual(1);
    expect((await stage.stored(waiting)).plan.status).toBe('paused');
    await ops.go('/search?state=paused');
    expect(await page.getByRole('checkbox', { name: /^Choose: td_/ }).count()).toBeGreaterThanOrEqual(3);
    await page
      .getByRole('checkbox', { name: /^Choose: td_/ })
      .first()
      .check();
    await page.getByRole('button', { name: 'Assign the task' }).click();
    await looksRight(ops, 'confirm');
    await page.getByRole('link', { name: 'Do nothing' }).click();
    await ops.go('/audit');
    const told = await page.getByRole('table').innerText();
    expect(told).toContain('Ops, night');
    expect(told).toContain(waiting);
  });

  it('work for a helpline too, found by the reference of the case, and without script', async () => {
    const made = await stage.service.base.handle.tokens.create(
      { helplineId: PRACTICE_HELPLINE.id, label: 'Ben', scopes: ['practitioner'], expiresAt: null },
      Date.now(),
    );
    const plain = await signIn(browser, base, made.token, { javaScriptEnabled: false });
    const { page } = plain;
    await plain.go('/search');
    await page.getByLabel('Reference of the case').fill(REFERENCE);
    await page.getByRole('button', { name: 'Find' }).nth(1).click();
    expect(page.url()).not.toContain(REFERENCE);
    await page
      .getByRole('checkbox', { name: /^Choose: td_/ })
      .first()
      .check();
    await page.getByRole('button', { name: 'Assign the task' }).click();
    await page.getByLabel('To whom').selectOption(made.id);
    await page.getByLabel('Why').selectOption('workload');
    await page.getByRole('button', { name: 'Assign the task: 1 takedown' }).click();
    await page.waitForLoadState();
    const open = await stage.service.base.handle.views.openTasks();
    expect(open.some((task) => task.assignedTo === made.id)).toBe(true);
    await plain.context.close();
  });
});

const PAGES = [
  ['/overview', 'Overview'],
  ['/platforms', 'Platforms'],
  ['/platforms/practice-deafly', 'Deafly'],
  ['/compliance', 'Compliance'],
  ['/queues', 'Queues'],
  ['/search', 'Search'],
  ['/switches', 'Switches'],
  ['/audit', 'Audit'],
  ['/audit?of=switches', 'Audit'],
] as const;

describe('pages of ops', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    const figures = stage.service.base.handle.figures({ kind: 'ops' });
    await eventually(
      async () => (await figures.recipients('90d')).length,
      (found) => found > 0,
    );
  });

  it.each(PAGES)('%s is quick to read everywhere, and tells nothing red', async (path, title) => {
    expect(await ops.go(path)).toBe(200);
    expect(await ops.page.getByRole('heading', { level: 1 }).innerText()).toContain(title);
    await looksRight(ops, path);
    const html = await ops.page.content();
    for (const red of RED) expect([red, html.includes(red)]).toEqual([red, false]);
    expect(html.length).toBeLessThan(150_000);
  });

  it('are refused to a helpline', async () => {
    for (const path of ['/overview', '/platforms', '/switches', '/audit']) {
      expect([path, await helpline.go(path)]).toEqual([path, 403]);
      expect(await helpline.page.content()).not.toContain('practice-deafly');
    }
  });

  it('show a takedown with all that happened to it, and nothing red', async () => {
    await ops.go(`/search?id=${waiting}`);
    expect(new URL(ops.page.url()).pathname).toBe(`/search/${waiting}`);
    await looksRight(ops, 'takedown');
    const html = await ops.page.content();
    for (const red of RED) expect([red, html.includes(red)]).toEqual([red, false]);
  });
});

describe('switches', { timeout: 120_000 }, () => {
  it('stop after asking once more, show who and why, and resume', async () => {
    const { page } = ops;
    await ops.go('/platforms/practice-deafly');
    await page.getByRole('link', { name: 'Stop it' }).click();
    expect(await page.getByLabel('What to stop').inputValue()).toBe('practice-deafly');
    await page.getByLabel('Why').fill('Their form is being repaired');
    await page.getByRole('button', { name: 'Stop it' }).click();
    await looksRight(ops, 'stop-confirm');
    await page.getByRole('button', { name: 'Yes, stop it' }).click();
    await page.waitForURL('**/switches?done=stopped');
    expect(await page.getByRole('table').first().innerText()).toContain('Their form is being repaired');
    await ops.go('/overview');
    expect(await page.getByText('One stop is in force').count()).toBe(1);
    await ops.go('/switches');
    await page.getByRole('button', { name: 'Resume: practice-deafly' }).click();
    await page.waitForURL('**/switches?done=resumed');
    await ops.go('/audit?of=switches');
    expect(await page.getByRole('table').innerText()).toMatch(
      /Resumed: practice-deafly[\s\S]*Stopped: practice-deafly/,
    );
  });
});

describe('the record', { timeout: 120_000 }, () => {
  it('of one takedown is verified on the spot', async () => {
    await ops.go('/audit');
    await ops.page.getByLabel('Verify one takedown now').fill(waiting);
    await ops.page.getByRole('button', { name: 'Verify' }).click();
    expect(await ops.page.getByText(/All \d+ entries are as they were written/).count()).toBe(1);
    await looksRight(ops, 'verified');
  });
});

describe('the board of the queues', { timeout: 120_000 }, () => {
  const change = (who: Visitor, path: string) =>
    who.context.request.put(`${base}/queues/board/api/queues/${path}`, { data: {} });

  it('shows the queues to ops from our own server alone, and leaves quickly', async () => {
    await ops.go('/queues');
    await ops.page.getByRole('link', { name: 'Open the board of the queues' }).click();
    await ops.page.getByText('redress-check').first().waitFor();
    await picture(ops.page, 'board');
    expect([...ops.hosts]).toEqual([new URL(base).host]);
    expect(ops.complaints).toEqual([]);
  });

  it('lets ops change what can be changed without harm, on record, and helplines nothing', async () => {
    expect((await change(helpline, 'redress-check/pause')).status()).toBe(403);
    expect((await change(ops, 'redress-check/empty')).status()).toBe(403);
    expect((await change(ops, 'redress-check/pause')).status()).toBe(200);
    expect((await change(ops, 'redress-check/resume')).status()).toBe(200);
    await ops.go('/audit?of=switches');
    expect(await ops.page.getByRole('table').innerText()).toContain('Changed a queue: redress-check: pause');
  });

  it('shows jobs to ops with ids alone, and to helplines none', async () => {
    const read = async (who: Visitor) =>
      (
        await who.context.request.get(
          `${base}/queues/board/api/queues?activeQueue=redress-check&status=latest`,
        )
      ).text();
    const { queues } = JSON.parse(await read(helpline));
    expect(queues.length).toBe(4);
    expect(queues.flatMap((one: { jobs: unknown[] }) => one.jobs)).toEqual([]);
    const seen = await read(ops);
    for (const red of RED) expect([red, seen.includes(red)]).toEqual([red, false]);
  });
});

describe('an act on one', { timeout: 120_000 }, () => {
  it('is asked for on its page, and confirmed', async () => {
    const { page } = ops;
    await ops.go(`/search/${unknown}`);
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByLabel('Why').selectOption('mistake');
    await page.getByRole('button', { name: 'Go on: 1 takedown' }).click();
    await page.waitForURL(`**/search/${unknown}?done=acted`);
    expect((await stage.stored(unknown)).plan.status).toBe('person');
    // A person has the turn: it cannot be hurried, and says why.
    await page.getByRole('button', { name: 'Retry now' }).click();
    await page.getByLabel('Why').selectOption('urgent');
    await page.getByRole('button', { name: 'Retry now: 1 takedown' }).click();
    expect(await page.getByText('It waits for a person: assign its task.').count()).toBe(1);
  });
});
