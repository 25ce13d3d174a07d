import { describe, expect, it } from 'vitest';
import { readReply } from '../../../src/channels/email/smtp-failure.ts';
import { type SmtpStage, smtpOutcome } from '../../../src/channels/email/smtp-outcome.ts';

type Row = readonly [stage: SmtpStage, reply: string, result: string, code: string, ours?: 'ours'];

const ANSWERED: readonly Row[] = [
  ['session', '421 4.3.2 shutting down', 'retry', 'smtp_421'],
  ['session', '554 5.7.1 no service here', 'retry', 'smtp_554', 'ours'],
  ['session', '454 4.7.0 TLS not available', 'retry', 'smtp_454'],
  ['auth', '535 5.7.8 bad credentials', 'retry', 'smtp_auth', 'ours'],
  ['auth', '454 4.7.0 temporary', 'retry', 'smtp_auth', 'ours'],
  ['auth', '432 4.7.12 password transition', 'retry', 'smtp_auth', 'ours'],
  ['sender', '530 5.7.0 authentication required', 'retry', 'smtp_auth', 'ours'],
  ['recipient', '550 5.7.8 authentication credentials invalid', 'retry', 'smtp_auth', 'ours'],
  ['sender', '553 5.7.1 sender not owned', 'retry', 'smtp_553', 'ours'],
  ['sender', '552 5.3.4 message too big', 'failed', 'smtp_552'],
  ['sender', '552 message size exceeds limit', 'failed', 'smtp_552'],
  ['sender', '451 4.7.1 try later', 'retry', 'smtp_451'],
  ['recipient', '450 4.2.0 greylisted', 'retry', 'smtp_450'],
  ['recipient', '451 4.7.1 greylisted', 'retry', 'smtp_451'],
  ['recipient', '452 4.2.2 mailbox full', 'retry', 'smtp_452'],
  ['recipient', '550 4.2.1 greylisted, said wrongly', 'retry', 'smtp_550'],
  ['recipient', '451 5.7.1 greylisted, said wrongly', 'retry', 'smtp_451'],
  ['recipient', '550 no such user', 'failed', 'smtp_550'],
  ['recipient', '550 5.1.1 no such user', 'failed', 'smtp_550'],
  ['recipient', '550 5.1.2 no such domain', 'failed', 'smtp_550'],
  ['recipient', '550 5.2.1 mailbox disabled', 'failed', 'smtp_550'],
  ['recipient', '551 user not local', 'failed', 'smtp_551'],
  ['recipient', '553 mailbox name not allowed', 'failed', 'smtp_553'],
  ['recipient', '550 5.2.2 mailbox full', 'retry', 'smtp_550'],
  ['recipient', '552 mailbox full', 'retry', 'smtp_552'],
  ['recipient', '554 5.7.1 blocked', 'failed', 'smtp_554'],
  ['recipient', '503 5.5.1 bad sequence', 'retry', 'smtp_503'],
  ['message', '552 5.3.4 too big', 'failed', 'smtp_552'],
  ['message', '554 5.6.0 looks like spam', 'failed', 'smtp_554'],
  ['message', '451 4.3.0 queue file', 'retry', 'smtp_451'],
  ['message', '421 closing', 'retry', 'smtp_421'],
];

describe('what an SMTP answer means', () => {
  for (const [stage, said, result, code, ours] of ANSWERED) {
    it(`${stage}: "${said}" is ${result} ${code}${ours ? ', and our own fault' : ''}`, () => {
      const reply = readReply(said);
      // Even after the last byte: an answer is an answer.
      for (const handedOver of [false, true]) {
        expect(smtpOutcome({ stage, reply, handedOver })).toEqual({
          delivery: { result, code },
          ours: ours === 'ours',
        });
      }
    });
  }

  it.each([
    ['connection_refused', false, 'retry', 'connection_refused', false],
    ['dns', false, 'retry', 'dns', false],
    ['timeout', false, 'retry', 'timeout', false],
    ['connection_lost', false, 'retry', 'connection_lost', false],
    ['tls', false, 'retry', 'smtp_tls', true],
    ['auth', false, 'retry', 'smtp_auth', true],
    ['connection_lost', true, 'unknown', 'smtp_connection_lost', false],
    ['timeout', true, 'unknown', 'smtp_timeout', false],
    ['network', true, 'unknown', 'smtp_network', false],
  ] as const)(
    'no answer but %s, whole message given: %s, is %s %s',
    (network, handedOver, result, code, ours) => {
      expect(smtpOutcome({ stage: 'message', network, handedOver })).toEqual({
        delivery: { result, code },
        ours,
      });
    },
  );
});

describe('the reply code of an SMTP answer', () => {
  it.each([
    ['250 2.0.0 queued', { code: 250, enhanced: '2.0.0' }],
    ['550-5.1.1 first line\n550 5.7.1 second', { code: 550, enhanced: '5.1.1' }],
    ['550 see 5.1.1.test', { code: 550, enhanced: undefined }],
    ['550', { code: 550, enhanced: undefined }],
    ['hello', undefined],
    ['99 bottles', undefined],
    [undefined, undefined],
  ])('%j reads as %j', (text, expected) => {
    expect(readReply(text)).toEqual(expected);
  });
});
