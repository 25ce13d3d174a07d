import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEmailSender } from '../../../src/channels/email/sender.ts';
import { signTag, verifyTag } from '../../../src/domain/correlation.ts';
import type { Sender } from '../../../src/flow/ports.ts';
import { commitProbe } from '../../contract/commit-probe.ts';
import { emailOrder, settings } from './orders.ts';
import { scriptedSmtp } from './scripted-smtp.ts';
import { type Arrived, smtpSink } from './smtp-sink.ts';

let sink: Awaited<ReturnType<typeof smtpSink>>;
let sender: Sender<'email'>;
beforeAll(async () => {
  sink = await smtpSink();
  sender = createEmailSender(settings(sink.port));
});
afterAll(async () => {
  await sender.close();
  await sink.close();
});
beforeEach(() => {
  sink.arrived.length = 0;
});

const control = () => commitProbe(() => sink.arrived.length).control;
async function deliver(...order: Parameters<typeof emailOrder>): Promise<Arrived> {
  const report = await sender.send(emailOrder(...order), control());
  expect(report.delivery).toEqual({ result: 'sent', code: 'smtp_250', hasReference: false });
  expect(report.evidence).toMatch(/^250 /);
  const arrived = sink.arrived.at(-1);
  if (!arrived) throw new Error('nothing arrived');
  return arrived;
}

describe('a notice by e-mail', () => {
  it('brings every URL as it was, however long and odd, in plain text', async () => {
    const urls = [
      `https://practice.test/${'a'.repeat(900)}?x=1&y=%20=&z=.`,
      'https://practice.test/v?id=a=3D=20&utm==',
      'https://xn--bcher-kva.test/ß/日本語?q=ü&e=🙂#frag-',
      'https://practice.test/.hidden\n.\n..\n.https://practice.test/dot-first',
      'From https://practice.test/from-first ',
      '>https://practice.test/quoted-first',
      '-- \nhttps://practice.test/after-signature',
    ];
    const text = `${urls.join('\n')}\n`;
    const { mail, raw } = await deliver({ text });
    expect(mail.text).toBe(text);
    expect(raw).toMatch(/^Content-Type: text\/plain; charset=utf-8\r$/m);
    expect(raw).toMatch(/^Content-Transfer-Encoding: quoted-printable\r$/m);
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(mail.html).toBe(false);
  });

  it('comes from the helpline, goes to one recipient and asks for answers at the tagged address', async () => {
    const key = randomBytes(32);
    const order = emailOrder();
    const tag = signTag(key, order.takedownId, order.noticeKey);
    const { mail, from, to, ehlo } = await deliver({
      from: { name: 'Hilfe, "jetzt" Köln', email: 'desk@helpline.test' },
      replyTo: `reply+${tag}@helpline.test`,
    });
    expect(mail.from?.value).toEqual([{ name: 'Hilfe, "jetzt" Köln', address: 'desk@helpline.test' }]);
    expect([from, to, ehlo]).toEqual(['desk@helpline.test', ['abuse@practice.test'], 'worker.helpline.test']);
    const reply = mail.replyTo?.value[0]?.address ?? '';
    const seen = /^reply\+(.+)@helpline\.test$/.exec(reply)?.[1] ?? '';
    expect(verifyTag(key, seen)?.takedownId).toBe(order.takedownId);
  });

  it('has the mail domain of its helpline in the Message-ID when no mailbox reads answers', async () => {
    const own = createEmailSender({ ...settings(sink.port), messageDomain: undefined });
    try {
      const order = emailOrder({ from: { name: 'Harbour', email: 'desk@mail.harbour.example' } });
      await own.send(order, control());
      expect(sink.arrived.at(-1)?.mail.messageId).toBe(`<${order.noticeKey}@mail.harbour.example>`);
    } finally {
      await own.close();
    }
  });

  it('has one Message-ID over all tries, from the notice key alone', async () => {
    const first = await deliver({}, `n${'a'.repeat(40)}`);
    const again = await deliver({ text: 'another text\n' }, `n${'a'.repeat(40)}`);
    const other = await deliver({}, `n${'b'.repeat(40)}`);
    expect(first.mail.messageId).toBe(`<n${'a'.repeat(40)}@helpline.test>`);
    expect(again.mail.messageId).toBe(first.mail.messageId);
    expect(other.mail.messageId).not.toBe(first.mail.messageId);
  });

  it('has the headers that a notice needs and none that silence a receipt, show software or track', async () => {
    const { mail } = await deliver({ language: 'de' });
    expect([...mail.headers.keys()].toSorted()).toEqual([
      'content-language',
      'content-transfer-encoding',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
    ]);
    expect(mail.headers.get('content-language')).toBe('de');
  });

  it('carries letter and XARF report whole', async () => {
    const xarf = JSON.stringify({ xarf_version: '4.2.0', url: 'https://practice.test/ü', line: '\r\n.\r\n' });
    const { mail } = await deliver({
      attachments: [
        { filename: 'letter.txt', contentType: 'text/plain; charset=utf-8', content: 'Vollmacht für …\n' },
        { filename: '../xarf.json\r\nX-Evil: 1', contentType: 'application/json', content: xarf },
      ],
    });
    expect(mail.attachments.map((one) => [one.contentType, one.content.toString('utf8')])).toEqual([
      ['text/plain', 'Vollmacht für …\n'],
      ['application/json', xarf],
    ]);
    expect(mail.attachments.map((one) => one.filename)).toEqual(['letter.txt', '.._xarf.json X-Evil: 1']);
  });

  it('lets nothing from its texts become a header or a second recipient', async () => {
    const evil = 'x\r\nBcc: evil@evil.test\r\n\r\nbody\u2028Bcc: evil@evil.test';
    const { mail, to, raw } = await deliver({
      subject: evil,
      language: `en\r\nX-Evil: 1`,
      from: { name: evil, email: 'desk@helpline.test' },
      attachments: [{ filename: evil, contentType: 'text/plain\r\nX-Evil: 1', content: 'x' }],
    });
    expect(to).toEqual(['abuse@practice.test']);
    expect([...mail.headers.keys()]).not.toContain('bcc');
    expect(raw).not.toMatch(/^(x-evil|bcc):/im);
    expect(mail.from?.value).toHaveLength(1);
    expect(mail.from?.value[0]?.address).toBe('desk@helpline.test');
  });

  it.each([
    [{ to: 'a@practice.test, b@practice.test' }, 'bad_recipient'],
    [{ to: 'a@practice.test>\r\nRCPT TO:<b@practice.test' }, 'bad_recipient'],
    [{ from: { name: 'H', email: 'desk@helpline.test\r\nBcc: x@y.test' } }, 'bad_sender'],
    [{ replyTo: 'x@y.test, z@y.test' }, 'bad_reply_to'],
  ])('with a forged address %j is not sent at all', async (more, code) => {
    const probe = commitProbe(() => 0);
    const report = await sender.send(emailOrder(more), probe.control);
    expect(report).toEqual({ delivery: { result: 'failed', code } });
    expect([probe.commits, sink.arrived]).toEqual([[], []]);
  });

  it('reaches an internationalised domain in ASCII and an internationalised mailbox by SMTPUTF8', async () => {
    const server = await scriptedSmtp((stage) =>
      stage === 'EHLO' ? '250-practice.test\r\n250-SMTPUTF8\r\n250 8BITMIME' : undefined,
    );
    const own = createEmailSender(settings(server.port));
    await own.send(emailOrder({ to: 'abuse@bücher.test' }), control());
    await own.send(emailOrder({ to: 'почта@practice.test' }), control());
    await own.close();
    await server.close();
    const said = server.commands.map((line) => Buffer.from(line, 'latin1').toString('utf8'));
    expect(said.filter((line) => /^(MAIL|RCPT)/.test(line))).toEqual([
      'MAIL FROM:<desk@helpline.test>',
      'RCPT TO:<abuse@xn--bcher-kva.test>',
      'MAIL FROM:<desk@helpline.test> SMTPUTF8',
      'RCPT TO:<почта@practice.test>',
    ]);
  });

  it('lets bounces go to the envelope sender, if one is set', async () => {
    const own = createEmailSender(settings(sink.port, { envelopeSender: 'bounce@helpline.test' }));
    await own.send(emailOrder(), control());
    await own.close();
    expect(sink.arrived.map((one) => [one.from, one.mail.from?.value[0]?.address])).toEqual([
      ['bounce@helpline.test', 'desk@helpline.test'],
    ]);
  });
});

describe('the pool of connections', () => {
  it('sends many notices over few connections and replaces one that is used up', async () => {
    const own = createEmailSender(settings(sink.port, { connections: 2, messagesPerConnection: 5 }));
    const sends = Array.from({ length: 20 }, () =>
      own.send(emailOrder(), { signal: new AbortController().signal, commit: async () => undefined }),
    );
    const reports = await Promise.all(sends);
    await own.close();
    expect(new Set(reports.map((report) => report.delivery.code))).toEqual(new Set(['smtp_250']));
    const perSession = new Map<string, number>();
    for (const { session } of sink.arrived) perSession.set(session, (perSession.get(session) ?? 0) + 1);
    expect(Math.max(...perSession.values())).toBe(5);
    expect(perSession.size).toBeLessThanOrEqual(6);
    expect(new Set(sink.arrived.map((one) => one.mail.messageId)).size).toBe(20);
  });
});
