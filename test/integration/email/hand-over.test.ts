import { describe, expect, it } from 'vitest';
import { type EffectControl, EffectStopped } from '../../../src/flow/ports.ts';
import { emailOrder as order } from './orders.ts';
import { emailSetting } from './setting.ts';

const { open, closing } = emailSetting();
type Opened = Awaited<ReturnType<typeof open>>;

describe('the point of no return', () => {
  const stopped = new EffectStopped('withdrawn');

  it('comes after the server accepted the recipient, and a stop there leaves no message behind', async () => {
    const { sender, server, probe } = await open(() => undefined);
    let heard: readonly string[] = [];
    const commit = async () => {
      heard = server.commands.map((line) => line.split(' ')[0] ?? '');
      throw stopped;
    };
    await expect(sender.send(order(), { ...probe.control, commit })).rejects.toBe(stopped);
    expect(heard).toEqual(['EHLO', 'MAIL', 'RCPT', 'DATA']);
    expect(Object.keys(stopped)).toEqual(['name']);
    const { delivery } = await sender.send(order(), probe.control);
    expect([delivery.result, server.bodies.length]).toEqual(['sent', 1]);
  });

  it.each([
    ['while the greeting is awaited', 'connect'],
    ['while the recipient is asked for', 'RCPT'],
  ] as const)('an abort %s ends the send with AbortError', async (_when, at) => {
    const { sender, probe, server } = await open((stage) => (stage === at ? 'hang' : undefined), {
      answerTimeout: 20_000,
      greetingTimeout: 20_000,
    });
    await expect(sender.send(order(), aborted({ probe, server }, 1))).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(probe.commits).toEqual([]);
  });

  it('an abort while the notice waits for a free connection ends it with AbortError', async () => {
    const { sender, probe, server } = await open((stage) => (stage === 'RCPT' ? 'hang' : undefined), {
      answerTimeout: 20_000,
    });
    const first = new AbortController();
    const holding = sender.send(order(), { signal: first.signal, commit: async () => undefined });
    const waiting = sender.send(order(), aborted({ probe, server }, 1));
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    first.abort();
    await expect(holding).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('an abort after the whole message was given is an unknown fate', async () => {
    const { sender, server } = await open((stage) => (stage === 'body' ? 'hang' : undefined), {
      answerTimeout: 20_000,
    });
    const abort = new AbortController();
    const sending = sender.send(order(), { signal: abort.signal, commit: async () => undefined });
    await expect.poll(() => server.bodies.length, { timeout: 10_000 }).toBe(1);
    abort.abort();
    expect((await sending).delivery).toEqual({ result: 'unknown', code: 'smtp_aborted' });
  });

  it('an abort during the commit waits for it and says that nothing left', async () => {
    const { sender, server } = await open(() => undefined);
    const abort = new AbortController();
    let committed = false;
    const commit = async () => {
      abort.abort();
      await new Promise((resolve) => setTimeout(resolve, 100));
      committed = true;
    };
    const report = await sender.send(order(), { signal: abort.signal, commit });
    expect(report.delivery).toEqual({ result: 'retry', code: 'smtp_aborted' });
    expect([committed, server.bodies.length]).toEqual([true, 0]);
  });

  /** Aborts once the server has this many connections. */
  function aborted({ probe, server }: Pick<Opened, 'probe' | 'server'>, connections: number): EffectControl {
    const abort = new AbortController();
    const timer = setInterval(() => {
      if (server.connections() < connections) return;
      clearInterval(timer);
      setTimeout(() => abort.abort(), 100);
    }, 20);
    closing.push(async () => clearInterval(timer));
    return { ...probe.control, signal: abort.signal };
  }
});

describe('a closed sender', () => {
  it('lets a notice under way end and turns away what waited', async () => {
    const { sender, server } = await open(() => undefined);
    let goOn: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const signal = new AbortController().signal;
    const running = sender.send(order(), { signal, commit: () => gate });
    await expect.poll(() => server.commands.includes('DATA'), { timeout: 10_000 }).toBe(true);
    const waiting = sender.send(order(), { signal, commit: async () => undefined });
    await new Promise((resolve) => setImmediate(resolve));
    const closed = sender.close();
    goOn();
    expect((await running).delivery.result).toBe('sent');
    expect((await waiting).delivery).toEqual({ result: 'retry', code: 'closed' });
    await closed;
    await expect.poll(() => server.sockets.size, { timeout: 10_000 }).toBe(0);
  });
});
