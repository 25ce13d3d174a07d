import { afterEach } from 'vitest';
import { createApiSender } from '../../../src/channels/api/sender.ts';
import type { Clock } from '../../../src/flow/ports.ts';
import { createOutbound } from '../../../src/outbound/outbound.ts';
import { commitProbe } from '../../contract/commit-probe.ts';
import { recordingLog } from '../../contract/recording-log.ts';
import { httpDesk, type Reaction } from './http-desk.ts';

/** Opens an API sender behind the live guard, which lets this machine's own network through, and closes it after. */
export function apiSetting() {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  });
  const desk = async (react: Reaction) => {
    const opened = await httpDesk(react);
    closing.push(opened.close);
    return opened;
  };
  const open = async (
    react: Reaction,
    more: { readonly secrets?: Readonly<Record<string, string>>; readonly clock?: Clock } = {},
  ) => {
    const server = await desk(react);
    const outbound = createOutbound({
      mode: 'live',
      allowNetworks: ['127.0.0.0/8'],
      // No test asks a real resolver.
      resolve: async () => [],
    });
    const { log, lines } = recordingLog();
    const { secrets = {}, clock } = more;
    const sender = createApiSender({
      dispatcher: outbound.dispatcher,
      secrets: { get: (name) => secrets[name] },
      log,
      clock,
    });
    closing.push(
      () => outbound.close(),
      () => sender.close(),
    );
    const probe = commitProbe(() => server.heard.length);
    return { ...server, server, sender, probe, lines, closing };
  };
  return { open, desk };
}
