import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BrowserFailed } from '../../../src/browser/errors.ts';
import { type BrowserHostOptions, createBrowserHost } from '../../../src/browser/host.ts';
import type { BrowserHost } from '../../../src/browser/types.ts';
import { RedressError } from '../../../src/domain/errors.ts';
import { createOutbound } from '../../../src/outbound/outbound.ts';
import type { Outbound } from '../../../src/outbound/types.ts';
import { recordingLog } from '../../contract/recording-log.ts';
import { silent, startSite } from '../form/support/site.ts';
import { mainChromium, ownChromiums, type Process, stillRunning } from './support/processes.ts';

describe('the browser host', () => {
  let outbound: Outbound;
  let hosts: BrowserHost[];
  beforeEach(() => {
    hosts = [];
    outbound = createOutbound({ mode: 'live', allowNetworks: ['127.0.0.0/8'] });
  });
  afterEach(async () => {
    await Promise.all(hosts.map((host) => host.close()));
    await outbound.close();
    expect(ownChromiums()).toEqual([]);
  });

  const makeHost = (options: Partial<BrowserHostOptions> = {}) => {
    const host = createBrowserHost({ outbound, log: recordingLog().log, ...options });
    hosts.push(host);
    return host;
  };
  const never = () => new AbortController().signal;
  const pidOf = (host: BrowserHost) => host.withContext(async () => mainChromium().pid, never());
  const allGone = (processes: readonly Process[]) =>
    vi.waitFor(() => expect(stillRunning(processes)).toEqual([]), { timeout: 10_000 });

  it('starts nothing before the first job, one Chromium for many, and a context of its own for each', async () => {
    const host = makeHost();
    expect(ownChromiums()).toEqual([]);
    const contexts = new Set<unknown>();
    const pids = await Promise.all(
      [1, 2, 3].map(() =>
        host.withContext(async (context) => {
          contexts.add(context);
          await context.newPage();
          return mainChromium().pid;
        }, never()),
      ),
    );
    expect(new Set(pids).size).toBe(1);
    expect(contexts.size).toBe(3);
  });

  it('leaves no Chromium process behind after close, also when a job was under way', async () => {
    const host = makeHost();
    const job = host.withContext(
      async (context) => (await context.newPage()).waitForTimeout(60_000),
      never(),
    );
    const failing = expect(job).rejects.toThrow();
    await vi.waitFor(() => expect(ownChromiums().length).toBeGreaterThan(2), { timeout: 20_000 });
    const processes = ownChromiums();
    await host.close();
    await failing;
    await allGone(processes);
    await expect(host.withContext(async () => 1, never())).rejects.toThrow('closed');
  });

  it('ends a Chromium that no longer answers', async () => {
    const host = makeHost();
    await pidOf(host);
    const processes = ownChromiums();
    process.kill(mainChromium().pid, 'SIGSTOP');
    await host.close();
    await allGone(processes);
  });

  it('fails the jobs of a Chromium that dies, leaves nothing of it, and starts another', async () => {
    const host = makeHost();
    const job = host.withContext(
      async (context) => (await context.newPage()).waitForTimeout(60_000),
      never(),
    );
    const failing = expect(job).rejects.toEqual(new BrowserFailed('browser_crashed'));
    await pidOf(host);
    const processes = ownChromiums();
    const died = mainChromium().pid;
    process.kill(died, 'SIGKILL');
    await failing;
    await allGone(processes);
    expect(await pidOf(host)).not.toBe(died);
  });

  it('takes a new Chromium after so many contexts, when the old one has nothing left to do', async () => {
    const host = makeHost({ contextsPerBrowser: 2 });
    const first = await pidOf(host);
    const before = ownChromiums();
    expect(await pidOf(host)).toBe(first);
    await allGone(before);
    expect(await pidOf(host)).not.toBe(first);
  });

  it('closes the context when the job throws, and passes the error on', async () => {
    const host = makeHost();
    const bug = new Error('a bug');
    let isClosed = false;
    const job = host.withContext(async (context) => {
      context.on('close', () => {
        isClosed = true;
      });
      throw bug;
    }, never());
    await expect(job).rejects.toBe(bug);
    expect(isClosed).toBe(true);
  });

  it('closes the context of a job that went well behind its back, and lets few of them wait for it', async () => {
    const host = makeHost();
    let open = 0;
    let most = 0;
    for (let job = 0; job < 12; job += 1)
      await host.withContext(async (context) => {
        open += 1;
        most = Math.max(most, open);
        context.once('close', () => {
          open -= 1;
        });
        await context.newPage();
      }, never());
    await vi.waitFor(() => expect(open).toBe(0), { timeout: 5_000 });
    expect(most).toBeLessThanOrEqual(5);
  });

  it('has ended the connections of a job when that returns', async () => {
    const site = await startSite();
    const host = makeHost();
    try {
      site.serve({ '/page': '<script>fetch("/never")</script>', '/never': silent });
      await host.withContext(async (context) => {
        await (await context.newPage()).goto(`${site.url}/page`);
        await vi.waitFor(() => expect(site.asked('/never').length).toBe(1));
      }, never());
      await vi.waitFor(() => expect(site.openSockets()).toBe(0), { timeout: 200 });
    } finally {
      await site.close();
    }
  });

  it.each([0, 20, 200, 2_000])('ends a job soon that is aborted after %d ms, with the reason', async (ms) => {
    const host = makeHost();
    const abort = new AbortController();
    const job = host.withContext(async (context) => {
      const page = await context.newPage();
      await page.waitForTimeout(120_000);
    }, abort.signal);
    const failing = expect(job).rejects.toMatchObject({ name: 'AbortError' });
    await pause(ms);
    abort.abort();
    await failing;
  });

  it('says what to do when there is no Chromium', async () => {
    const host = makeHost({ executablePath: '/nowhere/chromium' });
    const error = await host.withContext(async () => 1, never()).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(RedressError);
    expect(error).toMatchObject({ code: 'browser_missing', field: 'REDRESS_CHROMIUM' });
  });

  it('says that a program is no Chromium', async () => {
    const host = makeHost({ executablePath: '/bin/true' });
    const job = host.withContext(async () => 1, never());
    await expect(job).rejects.toMatchObject({ name: 'BrowserFailed', code: 'browser_start_failed' });
  });
});
