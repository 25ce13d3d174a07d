import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mainChromium, ownChromiums } from '../browser/support/processes.ts';
import { type Bench, startBench } from './support/bench.ts';
import { type Answer, silent } from './support/site.ts';

const FIELDS =
  '<form method=post action="/sent"><label>Link <input name=l></label><button>Send</button></form>';
const FORM = {
  url: '/form',
  steps: [
    { do: 'goto', url: '/form' },
    { do: 'fill', at: { label: 'Link' }, value: 'https://content.example/1' },
    { do: 'submit', at: { role: 'button', name: 'Send' } },
  ],
  success: { text: 'thank you' },
  totalTimeout: 'PT40S',
  stepTimeout: 'PT20S',
};

describe('a form that is ended from outside', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.close());

  const serve = (form: string, sent: string | Answer = 'Thank you') =>
    bench.site.serve({ '/form': form, 'POST /sent': sent });
  const until = (path: string) =>
    vi.waitFor(() => expect(bench.site.asked(path).length).toBe(1), { timeout: 30_000 });
  const kill = () => process.kill(mainChromium().pid, 'SIGKILL');

  it('is tried again when Chromium is killed before the submit, and then goes well', async () => {
    serve('<p>No field yet</p>');
    const sending = bench.send(FORM);
    await until('/form');
    kill();
    expect(await sending).toMatchObject({
      delivery: { result: 'retry', code: 'browser_crashed' },
      commits: 0,
    });
    serve(FIELDS);
    expect(await bench.send(FORM)).toMatchObject({ delivery: { result: 'sent' }, commits: 1 });
  });

  it('is of unknown fate when Chromium is killed after the submit', async () => {
    serve(FIELDS, silent);
    const sending = bench.send(FORM);
    await until('/sent');
    kill();
    expect((await sending).delivery).toEqual({ result: 'unknown', code: 'browser_crashed_after_submit' });
  });

  it('is of unknown fate when Chromium dies between the commit and the click', async () => {
    serve(FIELDS);
    const report = await bench.send(FORM, { commit: async () => void kill() });
    expect(report.delivery.result).toBe('unknown');
    expect(bench.site.asked('/sent')).toEqual([]);
  });

  it('is of unknown fate, and soon, when it is aborted after the submit', async () => {
    serve(FIELDS, silent);
    const abort = new AbortController();
    const sending = bench.send(FORM, { signal: abort.signal });
    await until('/sent');
    abort.abort();
    expect((await sending).delivery).toEqual({ result: 'unknown', code: 'aborted_after_submit' });
  });

  it('throws AbortError when its sender is closed before the submit', async () => {
    serve('<p>No field yet</p>');
    const sending = bench.send(FORM);
    const failing = expect(sending).rejects.toMatchObject({ name: 'AbortError' });
    await until('/form');
    await bench.sender.close();
    await failing;
  });

  it('passes on what commit throws, also when that is no stop, and sends nothing', async () => {
    serve(FIELDS);
    const down = new Error('ledger is down');
    const failing = bench.send(FORM, { commit: () => Promise.reject(down) });
    await expect(failing).rejects.toBe(down);
    expect(bench.site.asked('/sent')).toEqual([]);
  });

  it('is tried again when the process of its page dies', async () => {
    serve('<p>No field yet</p><script>setTimeout(() => fetch("/shown"), 500)</script>');
    const sending = bench.send(FORM);
    await until('/shown');
    const renderers = ownChromiums().filter(({ command }) => command.includes('--type=renderer'));
    for (const { pid } of renderers) process.kill(pid, 'SIGKILL');
    expect(await sending).toMatchObject({ delivery: { result: 'retry', code: 'page_crashed' }, commits: 0 });
  });
});
