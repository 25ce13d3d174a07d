import { chromium } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findChromium } from '../../../src/browser/find-chromium.ts';
import { type TestApi, testApi } from './support/desk.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.end());

it('the document is a page that loads from nowhere else, under a policy that forbids it', async () => {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage();
    const asked: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => void asked.push(request.url()));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => void complaints.push(error.message));
    await page.goto(`${api.url}/docs`);
    await page.getByText('/v1/takedowns/bulk').first().waitFor();
    expect(await page.title()).toBe('Redress API');
    expect(asked.filter((url) => !url.startsWith(api.url) && !url.startsWith('data:'))).toEqual([]);
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
});

it.each(['package.json', '..%2Fpackage.json', 'swagger-ui.js.map', 'constructor'])(
  '%s is not served',
  async (file) => {
    expect((await api.ask('GET', `/docs/${file}`)).status).toBe(404);
  },
);
