import { createEmailSender } from '../../src/channels/email/sender.ts';
import { emailOrder, settings } from '../integration/email/orders.ts';
import { type Act, type Stage, scriptedSmtp } from '../integration/email/scripted-smtp.ts';
import { type Behaviour, type ChannelFixture, describeChannel } from './channel-contract.ts';
import { recordingLog } from './recording-log.ts';

const CANARIES = [
  'canary-url',
  'canary-subject',
  'canary-name',
  'canary-desk',
  'canary-letter',
  'canary-reply',
];

const SCRIPTS: Readonly<Record<Exclude<Behaviour, 'down'>, (stage: Stage) => Act | undefined>> = {
  accept: () => undefined,
  refuse: (stage) => (stage === 'RCPT' ? '550 5.1.1 <canary-desk@practice.test> unknown' : undefined),
  cut: (stage) => (stage === 'body' ? 'drop' : undefined),
  stall: () => 'hang',
};

async function fixture(): Promise<ChannelFixture<'email'>> {
  const { log, lines } = recordingLog();
  let script = SCRIPTS.accept;
  const server = await scriptedSmtp((stage) => script(stage));
  const sender = createEmailSender({ ...settings(server.port), log });
  return {
    sender,
    logLines: lines,
    order: ({ key, noticeKey }) => ({
      ...emailOrder(
        {
          to: 'canary-desk@practice.test',
          subject: 'canary-subject',
          text: 'https://practice.test/canary-url\n',
          from: { name: 'canary-name', email: 'canary-name@helpline.test' },
          replyTo: 'canary-reply@helpline.test',
          attachments: [{ filename: 'letter.txt', contentType: 'text/plain', content: 'canary-letter' }],
        },
        noticeKey,
      ),
      key,
    }),
    behave: async (behaviour) => {
      server.bodies.length = 0;
      if (behaviour === 'down') return server.stopListening();
      script = SCRIPTS[behaviour];
      await server.listenAgain();
    },
    acts: () => server.bodies.map((body) => ({ id: /^Message-ID:\s*(\S+)/im.exec(body)?.[1] })),
    held: async () => [...server.sockets].map(() => 'a connection to the mail server'),
    close: async () => {
      await sender.close();
      await server.close();
    },
  };
}

describeChannel(
  'email',
  {
    canaries: CANARIES,
    reference: undefined,
    refusal: { result: 'failed', code: 'smtp_550' },
    carriesId: true,
    talksBeforeCommit: true,
  },
  fixture,
);
