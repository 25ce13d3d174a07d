import { describe, expect, it } from 'vitest';
import type { SendReport } from '../../../src/flow/ports.ts';
import { commitProbe } from '../../contract/commit-probe.ts';
import { emailOrder } from './orders.ts';
import type { Act, Stage } from './scripted-smtp.ts';
import { emailSetting } from './setting.ts';

const CANARY = 'canary-7f3a';
const order = (key?: string) =>
  emailOrder({ to: `${CANARY}@practice.test`, text: `https://practice.test/${CANARY}\n` }, key);

const { open } = emailSetting();

function checkNothingRed(report: SendReport, lines: readonly string[]): void {
  expect(JSON.stringify(report.delivery)).not.toContain(CANARY);
  expect(lines.join('\n')).not.toContain(CANARY);
}

describe('what a mail server does before it has the message', () => {
  it.each<[Stage, Act, SendReport['delivery']['result'], string]>([
    ['connect', 'drop', 'retry', 'connection_lost'],
    ['connect', 'hang', 'retry', 'timeout'],
    ['connect', '421 4.3.2 busy', 'retry', 'smtp_421'],
    ['connect', '554 5.7.1 go away', 'retry', 'smtp_554'],
    ['connect', 'HTTP/1.1 400 Bad Request', 'retry', 'network'],
    ['EHLO', '421 4.3.2 busy', 'retry', 'smtp_421'],
    ['EHLO', 'drop', 'retry', 'connection_lost'],
    ['EHLO', 'hang', 'retry', 'timeout'],
    ['MAIL', '451 4.3.0 later', 'retry', 'smtp_451'],
    ['MAIL', `550 5.7.1 sender refused ${CANARY}`, 'retry', 'smtp_550'],
    ['MAIL', '530 5.7.0 log in first', 'retry', 'smtp_auth'],
    ['MAIL', 'drop', 'retry', 'connection_lost'],
    ['RCPT', `450 4.2.0 <${CANARY}@practice.test> greylisted`, 'retry', 'smtp_450'],
    ['RCPT', '452 4.2.2 over quota', 'retry', 'smtp_452'],
    ['RCPT', `550 5.1.1 <${CANARY}@practice.test> unknown`, 'failed', 'smtp_550'],
    ['RCPT', '551 user not local', 'failed', 'smtp_551'],
    ['RCPT', '553 name not allowed', 'failed', 'smtp_553'],
    ['RCPT', '552 5.2.2 mailbox full', 'retry', 'smtp_552'],
    ['RCPT', '554 5.7.1 policy', 'failed', 'smtp_554'],
    ['RCPT', 'drop', 'retry', 'connection_lost'],
    ['RCPT', 'hang', 'retry', 'timeout'],
    ['DATA', '451 4.3.0 later', 'retry', 'smtp_451'],
    ['DATA', '554 5.7.1 policy', 'failed', 'smtp_554'],
    ['DATA', 'drop', 'retry', 'connection_lost'],
  ])('%s: %s is %s %s, without a commit', async (at, act, result, code) => {
    for (const pipelining of [true, false]) {
      const polite = pipelining ? undefined : '250-practice.test\r\n250 8BITMIME';
      const { sender, probe, server, lines } = await open((stage) =>
        stage === at ? act : stage === 'EHLO' ? polite : undefined,
      );
      const report = await sender.send(order(), probe.control);
      expect(report.delivery).toEqual({ result, code });
      expect([probe.commits, server.bodies.filter((body) => body !== '')]).toEqual([[], []]);
      checkNothingRed(report, lines);
    }
  });

  it('is told to ops when our own settings are at fault', async () => {
    const { sender, probe, lines } = await open((stage) =>
      stage === 'MAIL' ? '553 5.7.1 not you' : undefined,
    );
    await sender.send(order(), probe.control);
    expect(lines).toEqual(['warn the mail server does not accept our settings {"code":"smtp_553"}']);
  });

  it('keeps the answer as evidence, shortened', async () => {
    const { sender, probe } = await open((stage) =>
      stage === 'RCPT' ? `550 5.1.1 ${CANARY} ${'x'.repeat(3_000)}` : undefined,
    );
    const report = await sender.send(order(), probe.control);
    expect(report.evidence).toHaveLength(2_000);
    expect(report.evidence).toContain(CANARY);
  });
});

describe('what a mail server does after it has the message', () => {
  it.each<[Act, SendReport['delivery']['result'], string]>([
    ['drop', 'unknown', 'smtp_connection_lost'],
    ['hang', 'unknown', 'smtp_timeout'],
    ['what?', 'unknown', 'smtp_network'],
    ['451 4.3.0 queue is full', 'retry', 'smtp_451'],
    ['421 4.3.2 closing', 'retry', 'smtp_421'],
    ['554 5.7.1 spam', 'failed', 'smtp_554'],
    ['552 5.3.4 too big', 'failed', 'smtp_552'],
    ['250 2.0.0 queued', 'sent', 'smtp_250'],
  ])('%s is %s %s', async (act, result, code) => {
    const { sender, probe, server, lines } = await open((stage) => (stage === 'body' ? act : undefined));
    const report = await sender.send(order(), probe.control);
    expect(report.delivery).toMatchObject({ result, code });
    expect(probe.commits).toEqual([{ before: 0, after: 0 }]);
    expect(server.bodies).toHaveLength(1);
    checkNothingRed(report, lines);
  });

  it('repeats a notice of unknown fate under the same Message-ID', async () => {
    const { sender, server } = await open((stage, connection) =>
      stage === 'body' && connection === 1 ? 'drop' : undefined,
    );
    const results: string[] = [];
    for (const _try of [1, 2]) {
      const { delivery } = await sender.send(order(`n${'c'.repeat(40)}`), commitProbe(() => 0).control);
      results.push(delivery.result);
    }
    expect(results).toEqual(['unknown', 'sent']);
    const ids = server.bodies.map((body) => /^Message-ID: (.*)$/im.exec(body)?.[1]?.trim());
    expect(ids).toEqual([`<n${'c'.repeat(40)}@helpline.test>`, `<n${'c'.repeat(40)}@helpline.test>`]);
  });
});

describe('a kept connection', () => {
  it('that died while it was idle costs nothing: the notice goes over another, committed once', async () => {
    const { sender, server, probe } = await open(() => undefined);
    await sender.send(order(), commitProbe(() => 0).control);
    for (const socket of server.sockets) socket.destroy();
    const report = await sender.send(order(), probe.control);
    expect(report.delivery.result).toBe('sent');
    expect(probe.commits).toHaveLength(1);
    expect([server.connections(), server.bodies.length]).toEqual([2, 2]);
  });

  it('goes on after a refused recipient', async () => {
    let refuse = true;
    const { sender, server } = await open((stage) =>
      stage === 'RCPT' && refuse ? '550 5.1.1 no' : undefined,
    );
    expect((await sender.send(order(), commitProbe(() => 0).control)).delivery.result).toBe('failed');
    refuse = false;
    expect((await sender.send(order(), commitProbe(() => 0).control)).delivery.result).toBe('sent');
    expect(server.connections()).toBe(1);
  });
});
