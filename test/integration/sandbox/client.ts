import { createTransport } from 'nodemailer';
import { type FormData, request } from 'undici';
import { vi } from 'vitest';
import type { Practice } from '../../../src/sandbox/index.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

type Body = string | URLSearchParams | FormData;

/** Asks a practice platform over real HTTP; the virtual host of the URL goes into the Host header. */
export async function visit(
  practice: Practice,
  url: string,
  how: { method?: 'GET' | 'POST' | 'HEAD'; headers?: Record<string, string>; body?: Body } = {},
): Promise<Answer> {
  const { host, pathname, search } = new URL(url);
  const answer = await request(`http://${practice.http.address}:${practice.http.port}${pathname}${search}`, {
    method: how.method ?? 'GET',
    headers: {
      ...(how.body instanceof URLSearchParams ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      ...how.headers,
      host,
    },
    body: how.body instanceof URLSearchParams ? String(how.body) : (how.body ?? null),
  });
  return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
}

/** A JSON report to one of the APIs. */
export async function report(
  practice: Practice,
  url: string,
  posts: readonly string[],
  headers: Record<string, string> = {},
): Promise<{ readonly status: number; readonly headers: Answer['headers']; readonly json: unknown }> {
  const body = JSON.stringify({
    urls: posts,
    statement: 'The person shown did not agree to the publication.',
    reporter: { name: 'Sam Signer', email: 'desk@helpline.example' },
  });
  const answer = await visit(practice, url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const json: unknown = JSON.parse(answer.text);
  return { status: answer.status, headers: answer.headers, json };
}

/** A mail to one of the desks over real SMTP. Rejects with the server's answer (`responseCode`). */
export async function mail(
  practice: Practice,
  to: string,
  content: {
    text: string;
    messageId?: string;
    attachment?: string;
    encoding?: 'base64' | 'quoted-printable';
  },
): Promise<void> {
  const transport = createTransport({ host: practice.smtp.host, port: practice.smtp.port, ignoreTLS: true });
  await transport
    .sendMail({
      from: 'desk@helpline.example',
      to,
      subject: 'Notice td_1',
      text: content.text,
      ...(content.messageId === undefined ? {} : { messageId: content.messageId }),
      ...(content.encoding === undefined ? {} : { textEncoding: content.encoding }),
      ...(content.attachment === undefined
        ? {}
        : { attachments: [{ filename: 'letter.txt', content: content.attachment }] }),
    })
    .finally(() => transport.close());
}

/** Freezes the date: the platforms live by it, so a test moves it instead of waiting. Timers and sockets stay real. */
export function freezeDate(): void {
  vi.useFakeTimers({ toFake: ['Date'] });
}

export function pass(seconds: number): void {
  vi.setSystemTime(Date.now() + seconds * 1000);
}
