import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRACTICE_HELPLINE } from '../../../src/app/practice-helpline.ts';
import { eventually } from '../support/eventually.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { looksRight, openBrowser, signIn, type Visitor } from './support/eyes.ts';

let stage: Stage;
let browser: Browser;
let base: string;
let token: string;
let desk: Visitor;
beforeAll(async () => {
  stage = await openStage();
  browser = await openBrowser();
  base = `http://127.0.0.1:${stage.service.http?.port}`;
  token = await tokenOf('Night desk');
  desk = await signIn(browser, base, token);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await stage.end();
});

const tokenOf = async (label: string): Promise<string> => {
  const of = { helplineId: PRACTICE_HELPLINE.id, label, scopes: ['lead'], expiresAt: null };
  return (await stage.service.base.handle.tokens.create(of, Date.now())).token;
};

/** Goes from pasted text to the page of the case. */
async function report({ page, go }: Visitor, reference: string, text: string): Promise<void> {
  await go('/report');
  await page.getByLabel('Addresses').fill(text);
  await page.getByLabel('Case reference').fill(reference);
  await page.getByLabel('18 or older').check();
  await page.getByRole('button', { name: 'Look at them' }).click();
  await page.getByRole('heading', { name: 'What will happen' }).waitFor();
  await page.getByLabel('Day on which the person agreed').fill('2026-11-20');
  await page.getByLabel('I believe in good faith').check();
  await page.getByLabel('What I say here is accurate').check();
  await page.getByRole('button', { name: /^Report th/ }).click();
  await page.getByRole('heading', { name: reference }).waitFor();
}

/** Opens the first free task of this kind, which may be open a while later. */
async function openTask({ page, go }: Visitor, name: string): Promise<void> {
  await go('/tasks');
  await page.getByRole('link', { name }).first().click({ timeout: 45_000 });
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

describe('a helpline at its pages', () => {
  it('goes from pasted text to removed, and sees it happen without loading the page anew', async () => {
    const { page } = desk;
    await report(
      desk,
      'HL-2026-0301',
      'She found http://pixhub.practice.test/p/301 and hxxp://letterbox.practice[.]test/p/301.',
    );
    await page.evaluate('window.stayed = true');
    await page.getByText('2 of 2 gone').waitFor({ timeout: 45_000 });
    expect(await page.evaluate('window.stayed')).toBe(true);
    await page.getByRole('link', { name: 'Pixhub (practice)' }).click();
    await page.getByText('Ended: Removed.').waitFor();
    await page.getByText('Looked a second time, to be sure: gone.').first().waitFor();
    expect(await page.content()).not.toContain('/p/301');
    await page.getByRole('button', { name: 'Show them' }).click();
    await page.getByText('The notice as it was sent').first().click();
    expect(await page.locator('pre').first().textContent()).toContain('http://pixhub.practice.test/p/301');
    await page.getByRole('link', { name: 'Hide them again' }).click();
    await page.getByText('Somebody looked at its addresses, notices and answers.').waitFor();
    expect(await page.content()).not.toContain('/p/301');
  }, 120_000);

  it('shows another helpline nothing of it, whatever address is tried', async () => {
    const { deps, handle } = stage.service.base;
    const others = { ...PRACTICE_HELPLINE, id: 'other-helpline', name: 'Another helpline' };
    await deps.ledger.saveHelpline(others);
    const of = { helplineId: others.id, label: 'Elsewhere', scopes: ['lead'], expiresAt: null };
    const stranger = await signIn(browser, base, (await handle.tokens.create(of, Date.now())).token);
    const [{ id = '', caseId = '' } = {}] = (await handle.views.list({ limit: 1 })).takedowns;
    const notThere = ['/cases/case_none', '/takedowns/td_none'];
    for (const [index, path] of [`/cases/${caseId}`, `/takedowns/${id}`].entries()) {
      expect([path, await desk.go(path)]).toEqual([path, 200]);
      expect([path, await stranger.go(path)]).toEqual([path, 404]);
      const words = await stranger.page.locator('main').innerText();
      await stranger.go(notThere[index] ?? '');
      expect(await stranger.page.locator('main').innerText()).toBe(words);
    }
    await stranger.go('/cases');
    expect(await stranger.page.content()).not.toContain('HL-2026-0301');
    await stranger.context.close();
  });

  it('does a task by hand: takes it, copies the text, opens the link untold, says that it is done', async () => {
    const { page, context } = desk;
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: base });
    await report(
      desk,
      'HL-2026-0302',
      'http://gatekeep.practice.test/p/302 https://nobody-knows.example/p/302',
    );
    await openTask(desk, 'Send a notice by hand');
    await page.getByRole('button', { name: 'Take it and show what it needs' }).click();
    await page.getByRole('button', { name: 'Copy: Text to send' }).click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain(
      'http://gatekeep.practice.test/p/302',
    );
    const link = page.getByRole('link', { name: 'Open it in a new window' });
    expect([await link.getAttribute('rel'), await link.getAttribute('target')]).toEqual([
      'noreferrer noopener',
      '_blank',
    ]);
    for (const box of await page.locator('.steps input').all()) await box.check();
    const colleague = await signIn(browser, base, await tokenOf('Day desk'));
    await colleague.go('/tasks?list=all');
    await colleague.page.getByText('Night desk is on it').waitFor();
    await colleague.context.close();
    await page.getByLabel('Their number for the report').fill('GK-17');
    await page.getByRole('button', { name: 'I sent it' }).click();
    await page.getByText('Thank you. Redress goes on from there.').waitFor();
    await page.getByText('A person did it.').waitFor();
  }, 120_000);

  it('has pages that axe finds nothing in, and that fit a phone, in the light and in the dark', async () => {
    const { page, go } = desk;
    const on = async (path: string, name: string): Promise<void> => {
      await go(path);
      await looksRight(desk, name);
    };
    const [{ id } = { id: '' }] = await stage.sql<{ id: string }>(
      'SELECT id FROM redress.cases ORDER BY id LIMIT 1',
    );
    const [{ takedown } = { takedown: '' }] = await stage.sql<{ takedown: string }>(
      `SELECT id AS takedown FROM redress.takedowns WHERE case_id = $1 ORDER BY id LIMIT 1`,
      [id],
    );
    await on('/report', 'report');
    await page
      .getByLabel('Addresses')
      .fill('http://pixhub.practice.test/p/301 http://a:b@pixhub.practice.test/p/9 https://nobody.example/a');
    await page.getByLabel('Case reference').fill('HL-2026-0301');
    await page.getByLabel('18 or older').check();
    await page.getByRole('button', { name: 'Look at them' }).click();
    await page.getByText('More that helps').click();
    await looksRight(desk, 'preview');
    await go('/report');
    await page.getByLabel('Under 18').check();
    await page.getByRole('button', { name: 'Look at them' }).click();
    await looksRight(desk, 'minor');
    await on('/cases', 'cases');
    await on(`/cases/${id}`, 'case');
    await on(`/takedowns/${takedown}`, 'takedown');
    for (const one of await page.locator('summary').all()) await one.click();
    await page.getByRole('button', { name: 'Show them' }).click();
    await page.getByText('The notice as it was sent').first().click();
    await looksRight(desk, 'revealed');
    await on('/tasks', 'tasks');
    await openTask(desk, 'Find out where to report');
    await looksRight(desk, 'task');
    await page.getByRole('button', { name: 'Take it and show what it needs' }).click();
    await looksRight(desk, 'sheet');
    await on('/nothing-here', 'not-found');
    expect(desk.complaints).toEqual([]);
    expect([...desk.hosts]).toEqual([new URL(base).host]);
  }, 240_000);

  it('covers the screen when nobody uses it, and goes on where it was when the token is given again', async () => {
    const visitor = await signIn(browser, base, token);
    const { page } = visitor;
    await page.clock.install();
    await visitor.go('/cases');
    await page.clock.runFor('09:00');
    expect(new URL(page.url()).pathname).toBe('/cases');
    await page.mouse.click(5, 5);
    await page.clock.runFor('09:00');
    expect(new URL(page.url()).pathname).toBe('/cases');
    await page.clock.runFor('01:30');
    await page.waitForURL('**/unlock?to=*');
    await looksRight(visitor, 'covered');
    expect((await visitor.context.request.get(`${base}/cases`)).url()).toContain('/unlock');
    await page.getByLabel('Access token').fill(token);
    await page.getByRole('button', { name: 'Uncover' }).click();
    await page.waitForURL('**/cases');
    await visitor.context.close();
  }, 60_000);

  it('leaves at once by Esc Esc or by the button: an empty page of no name, and no way back in', async () => {
    for (const leave of ['keys', 'button'] as const) {
      const visitor = await signIn(browser, base, token);
      const { page } = visitor;
      await visitor.go('/cases');
      if (leave === 'keys') {
        await page.keyboard.press('Escape');
        await page.keyboard.press('Escape');
      } else await page.getByRole('button', { name: 'Leave quickly' }).click();
      await page.waitForURL('**/blank');
      expect([await page.title(), await page.locator('body').innerText()]).toEqual(['New page', '']);
      await eventually(
        async () => (await visitor.context.request.get(`${base}/cases`)).url(),
        (url) => url.includes('/sign-in'),
      );
      await page.goBack();
      await page.waitForURL((url) => url.pathname !== '/cases');
      await visitor.context.close();
    }
  }, 60_000);

  it('works on the main ways without any script', async () => {
    const plain = await signIn(browser, base, token, { javaScriptEnabled: false });
    const { page } = plain;
    await report(plain, 'HL-2026-0303', 'http://wallflower.practice.test/p/303');
    await eventually(
      async () => {
        await plain.go('/tasks');
        return page.getByRole('link', { name: 'Look whether it is gone' }).count();
      },
      (count) => count > 0,
    );
    await page.getByRole('link', { name: 'Look whether it is gone' }).first().click();
    await page.getByRole('button', { name: 'Take it and show what it needs' }).click();
    await page.getByRole('button', { name: 'It is still there' }).click();
    await page.getByText('A person looked: still there.').waitFor();
    await page.getByRole('link', { name: 'Español' }).click();
    await page.getByText('Miró una persona: sigue ahí.').waitFor();
    await page.getByRole('button', { name: 'Salir rápido' }).click();
    await page.waitForURL('**/blank');
    await plain.context.close();
  }, 120_000);
});
