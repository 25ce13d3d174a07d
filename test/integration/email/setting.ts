import { afterEach } from 'vitest';
import { createEmailSender } from '../../../src/channels/email/sender.ts';
import { commitProbe } from '../../contract/commit-probe.ts';
import { recordingLog } from '../../contract/recording-log.ts';
import { settings } from './orders.ts';
import { type Act, type Stage, scriptedSmtp } from './scripted-smtp.ts';

/** Opens a sender with a scripted mail server behind it, and closes both after the test. */
export function emailSetting() {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  });
  const open = async (
    script: (stage: Stage, connection: number) => Act | undefined,
    more: Parameters<typeof settings>[1] = {},
  ) => {
    const server = await scriptedSmtp(script);
    const { log, lines } = recordingLog();
    const timeouts = { answerTimeout: 1_500, greetingTimeout: 1_500 };
    const smtp = settings(server.port, { ...timeouts, connections: 1, ...more });
    const sender = createEmailSender({ ...smtp, log });
    closing.push(server.close, () => sender.close());
    return { server, sender, lines, probe: commitProbe(() => server.bodies.length) };
  };
  return { open, closing };
}
