import { describe, expect, it } from 'vitest';
import { checkSmtpOptions } from '../../../src/channels/email/check-options.ts';
import type { SmtpOptions } from '../../../src/channels/email/options.ts';
import { parseSmtpUrl } from '../../../src/channels/email/smtp-url.ts';
import { RedressError } from '../../../src/domain/errors.ts';

const PASSWORD = 'Canary%2FPass';

function thrownBy(work: () => unknown): RedressError {
  try {
    work();
  } catch (error) {
    if (error instanceof RedressError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('the address of the mail server', () => {
  it.each([
    ['smtp://mail.example', { host: 'mail.example', port: 587, tls: 'starttls' }],
    ['smtps://mail.example', { host: 'mail.example', port: 465, tls: 'implicit' }],
    ['smtp://mail.example?tls=implicit', { port: 465, tls: 'implicit' }],
    ['smtp://127.0.0.1:2525?tls=none', { host: '127.0.0.1', port: 2525, tls: 'none' }],
    ['smtp://localhost?tls=none', { tls: 'none' }],
    ['smtp://[::1]:2525?tls=none', { host: '::1', port: 2525 }],
    [
      'smtp://desk%40helpline.example:p%2Fw%3A@mail.example',
      { auth: { kind: 'password', user: 'desk@helpline.example', password: 'p/w:' } },
    ],
    [
      'smtps://mail.example?connections=8&messages=50&name=relay.example&servername=mx.example&sender=bounce%40helpline.example',
      {
        connections: 8,
        messagesPerConnection: 50,
        name: 'relay.example',
        servername: 'mx.example',
        envelopeSender: 'bounce@helpline.example',
      },
    ],
  ])('reads %s', (text, expected) => {
    expect(parseSmtpUrl(text)).toMatchObject(expected);
  });

  it.each([
    [`https://user:${PASSWORD}@mail.example`, 'smtp_url'],
    [`mail.example:${PASSWORD}`, 'smtp_url'],
    ['', 'smtp_url'],
    ['smtp://', 'smtp_url'],
    ['smtp://user@mail.example', 'smtp_url'],
    [`smtp://:${PASSWORD}@mail.example`, 'smtp_url'],
    ['smtp://us%E0%A4%A:x@mail.example', 'smtp_url'],
    [`smtp://user:${PASSWORD}@mail.example?tls=maybe`, 'smtp_url_parameter'],
    [`smtps://user:${PASSWORD}@mail.example?tls=none`, 'smtp_url_parameter'],
    [`smtp://user:${PASSWORD}@mail.example?ssl=true`, 'smtp_url_parameter'],
    ['smtp://mail.example?connections=0', 'smtp_url_parameter'],
    ['smtp://mail.example?messages=many', 'smtp_url_parameter'],
    [`smtp://user:${PASSWORD}@mail.example?tls=none`, 'smtp_plain'],
    ['smtp://10.0.0.5?tls=none', 'smtp_plain'],
    ['smtp://127.evil.example?tls=none', 'smtp_plain'],
    ['smtp://mail.example:0', 'smtp_port'],
    ['smtp://mail_server', 'smtp_host'],
    ['smtp://mail.example?name=not%20a%20name', 'smtp_name'],
    ['smtp://mail.example?sender=a%40b.example%2Cc%40d.example', 'smtp_sender'],
  ])('refuses %s with %s', (text, code) => {
    const error = thrownBy(() => parseSmtpUrl(text));
    expect(error.code).toBe(code);
    expect(error.field).toMatch(/^smtp\./);
    expect(JSON.stringify(error.toProblem())).not.toMatch(/Canary/);
  });

  it.each([
    [{ connections: 0 }, 'smtp_pool'],
    [{ messagesPerConnection: 1.5 }, 'smtp_pool'],
    [{ answerTimeout: 0 }, 'smtp_timeout'],
    [{ connectTimeout: Number.NaN }, 'smtp_timeout'],
    [{ port: 70_000 }, 'smtp_port'],
    [{ host: 'a b' }, 'smtp_host'],
  ] satisfies [Partial<SmtpOptions>, string][])('refuses the settings %j with %s', (more, code) => {
    const smtp: SmtpOptions = { host: 'mail.example', port: 587, tls: 'starttls', ...more };
    expect(thrownBy(() => checkSmtpOptions(smtp)).code).toBe(code);
  });
});
