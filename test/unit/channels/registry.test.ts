import { Agent } from 'undici';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createSenders, type SenderDeps } from '../../../src/channels/registry.ts';
import { RedressError } from '../../../src/domain/errors.ts';
import { recordingLog } from '../../contract/recording-log.ts';
import { emailOrder } from '../../integration/email/orders.ts';

/** Not mocks: the real libraries, with a note of when they are loaded. */
const loaded = vi.hoisted(() => new Set<string>());
vi.mock('nodemailer', (original) => {
  loaded.add('nodemailer');
  return original();
});
vi.mock('playwright', (original) => {
  loaded.add('playwright');
  return original();
});

const dispatcher = new Agent();
const browser = {
  withContext: () => Promise.reject(new Error('no form is sent here')),
  close: async () => undefined,
};

function deps(more: Partial<SenderDeps> = {}): SenderDeps {
  return {
    log: recordingLog().log,
    secrets: { get: () => undefined },
    dispatcher,
    browser: async () => browser,
    email: () => ({ smtp: { host: '127.0.0.1', port: 2525, tls: 'none' }, messageDomain: 'helpline.test' }),
    ...more,
  };
}

beforeEach(() => loaded.clear());

describe('the senders', () => {
  it('are made on first use and kept; a mail library is loaded for e-mail alone', async () => {
    const senders = createSenders(deps());
    expect((await senders.get('api')).kind).toBe('api');
    expect([...loaded]).toEqual([]);
    const email = await senders.get('email');
    expect(email.kind).toBe('email');
    expect([...loaded]).toEqual(['nodemailer']);
    expect(await senders.get('email')).toBe(email);
    await senders.close();
  });

  it('ask for the browser when the first form is to be sent, and once', async () => {
    let asked = 0;
    const senders = createSenders(
      deps({
        browser: async () => {
          asked += 1;
          return browser;
        },
      }),
    );
    await senders.get('api');
    expect(asked).toBe(0);
    const [first, second] = await Promise.all([senders.get('form'), senders.get('form')]);
    expect(first).toBe(second);
    expect([first.kind, asked]).toEqual(['form', 1]);
    await senders.close();
  });

  it('say what is not configured, and work once it is', async () => {
    let configured = false;
    const senders = createSenders(
      deps({
        email: () => {
          if (!configured) throw new RedressError('smtp_missing', 'no mail server is configured');
          return deps().email();
        },
      }),
    );
    await expect(senders.get('email')).rejects.toMatchObject({ code: 'smtp_missing' });
    configured = true;
    expect((await senders.get('email')).kind).toBe('email');
    await senders.close();
  });

  it('close what was made, even where something could not be made, and make nothing afterwards', async () => {
    const senders = createSenders(deps({ browser: () => Promise.reject(new Error('no browser')) }));
    await expect(senders.get('form')).rejects.toThrow('no browser');
    const email = await senders.get('email');
    const late = senders.get('api');
    await senders.close();
    await expect(late).rejects.toThrow('closed');
    await expect(senders.get('email')).rejects.toThrow('closed');
    const control = { signal: new AbortController().signal, commit: async () => undefined };
    const { delivery } = await email.send(emailOrder(), control);
    expect(delivery).toEqual({ result: 'retry', code: 'connection_lost' });
  });
});
