import { createServer } from 'node:http';
import type { SMTPServerOptions } from 'smtp-server';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createEmailSender } from '../../../src/channels/email/sender.ts';
import { commitProbe } from '../../contract/commit-probe.ts';
import { recordingLog } from '../../contract/recording-log.ts';
import { testCertificate } from './certificate.ts';
import { emailOrder, settings } from './orders.ts';
import { portOf, smtpSink } from './smtp-sink.ts';

const PASSWORD = 'canary-password';
let certificate: Awaited<ReturnType<typeof testCertificate>>;
beforeAll(async () => {
  certificate = await testCertificate();
});

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function open(server: SMTPServerOptions, smtp: Parameters<typeof settings>[1]) {
  const sink = await smtpSink(server);
  const { log, lines } = recordingLog();
  const sender = createEmailSender({ ...settings(sink.port, smtp), log });
  closing.push(sink.close, () => sender.close());
  const send = () => sender.send(emailOrder(), commitProbe(() => sink.arrived.length).control);
  return { sink, send, lines };
}

const withTls = (): SMTPServerOptions => ({ ...certificate, disabledCommands: ['AUTH'] });
const withLogin = (): SMTPServerOptions => ({
  ...certificate,
  disabledCommands: [],
  authMethods: ['PLAIN', 'LOGIN'],
  onAuth: ({ username = '', password }, _session, callback) => {
    if (password === PASSWORD) return callback(null, { user: username });
    const refused = Object.assign(new Error('wrong'), { responseCode: 535 });
    return callback(refused);
  },
});
const login = (password = PASSWORD) => ({ kind: 'password', user: 'desk', password }) as const;

describe('the way to the mail server', () => {
  it('is encrypted by STARTTLS, with the certificate checked against the given authority', async () => {
    const { sink, send } = await open(withTls(), { tls: 'starttls', ca: certificate.cert });
    expect((await send()).delivery.result).toBe('sent');
    expect(sink.arrived.map((one) => one.secure)).toEqual([true]);
  });

  it('is encrypted from the start, under the name that the certificate carries', async () => {
    const { sink, send } = await open(
      { ...withTls(), secure: true },
      { tls: 'implicit', ca: certificate.cert, servername: 'mail.practice.test' },
    );
    expect((await send()).delivery.result).toBe('sent');
    expect(sink.arrived.map((one) => one.secure)).toEqual([true]);
  });

  it.each([
    ['an authority that nobody vouches for', 'starttls', {}],
    ['an authority that nobody vouches for', 'implicit', {}],
    ['the name of another server', 'starttls', { servername: 'other.practice.test' }],
    ['the name of another server', 'implicit', { servername: 'other.practice.test' }],
  ] as const)('is not used when the certificate has %s (%s)', async (_what, tls, more) => {
    const ca = 'servername' in more ? { ca: certificate.cert } : {};
    const { sink, send, lines } = await open(
      { ...withTls(), secure: tls === 'implicit' },
      { tls, ...more, ...ca },
    );
    expect((await send()).delivery).toEqual({ result: 'retry', code: 'smtp_tls' });
    expect(sink.arrived).toEqual([]);
    expect(lines).toHaveLength(1);
  });

  it('never falls back to plain text when the server does not offer STARTTLS', async () => {
    const { sink, send } = await open({}, { tls: 'starttls', ca: certificate.cert });
    expect((await send()).delivery.result).toBe('retry');
    expect(sink.arrived).toEqual([]);
  });
});

describe('logging in', () => {
  it('opens the server with the right password', async () => {
    const { sink, send } = await open(withLogin(), {
      tls: 'starttls',
      ca: certificate.cert,
      auth: login(),
    });
    expect((await send()).delivery.result).toBe('sent');
    expect(sink.arrived.map((one) => one.user)).toEqual(['desk']);
  });

  it.each([
    ['with a wrong password', login('canary-password-wrong'), withLogin],
    ['at a server that offers no login', login(), withTls],
    ['not at all, where the server demands it', undefined, withLogin],
  ])('%s is a retry that ops are told of, and no password is told', async (_what, auth, server) => {
    const { sink, send, lines } = await open(server(), { tls: 'starttls', ca: certificate.cert, auth });
    const report = await send();
    expect(report.delivery).toEqual({ result: 'retry', code: 'smtp_auth' });
    expect(sink.arrived).toEqual([]);
    expect(lines).toEqual(['warn the mail server does not accept our settings {"code":"smtp_auth"}']);
    expect(JSON.stringify(report)).not.toContain('canary');
  });

  it('works by XOAUTH2, with a token from the token server', async () => {
    const asked: string[] = [];
    const tokens = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => asked.push(chunk.toString()));
      request.on('end', () => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ access_token: 'access-1', expires_in: 3600, token_type: 'Bearer' }));
      });
    });
    await new Promise<void>((resolve) => tokens.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise((resolve) => tokens.close(() => resolve())));
    const { sink, send } = await open(
      {
        ...certificate,
        disabledCommands: [],
        authMethods: ['XOAUTH2'],
        onAuth: ({ method, accessToken, username }, _session, callback) =>
          method === 'XOAUTH2' && accessToken === 'access-1'
            ? callback(null, { user: username })
            : callback(null, { data: { status: '401', schemes: 'bearer' } }),
      },
      {
        tls: 'starttls',
        ca: certificate.cert,
        auth: {
          kind: 'xoauth2',
          user: 'desk@helpline.test',
          clientId: 'client',
          clientSecret: 'secret',
          refreshToken: 'refresh-1',
          tokenUrl: `http://127.0.0.1:${portOf(tokens.address())}/token`,
        },
      },
    );
    expect((await send()).delivery.result).toBe('sent');
    expect(sink.arrived.map((one) => one.user)).toEqual(['desk@helpline.test']);
    expect(Object.fromEntries(new URLSearchParams(asked.join('')))).toMatchObject({
      grant_type: 'refresh_token',
      refresh_token: 'refresh-1',
      client_id: 'client',
    });
  });
});

describe('greylisting', () => {
  it('ends with the second try of the same notice', async () => {
    const seen = new Set<string>();
    const { sink, send } = await open(
      {
        onRcptTo: ({ address }, _session, callback) => {
          if (seen.has(address)) return callback();
          seen.add(address);
          return callback(Object.assign(new Error('4.7.1 greylisted'), { responseCode: 451 }));
        },
      },
      {},
    );
    expect((await send()).delivery).toEqual({ result: 'retry', code: 'smtp_451' });
    expect((await send()).delivery.result).toBe('sent');
    expect(sink.arrived).toHaveLength(1);
  });
});
