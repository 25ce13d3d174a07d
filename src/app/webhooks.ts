import type { Config } from '../config.ts';
import { webhookDispatcher } from '../webhooks/guard.ts';
import { startWebhookLoop, type WebhookLoop } from '../webhooks/loop.ts';
import type { Base } from './base.ts';

/** Tells subscribers what happened, until it is stopped. */
export function openWebhooks(config: Config, { deps, handle }: Base): WebhookLoop {
  const dispatcher = webhookDispatcher(config.mode, config.allowNetworks);
  const { clock, log, worker, metrics } = deps;
  const loop = startWebhookLoop({ outbox: handle.outbox, dispatcher, clock, log, worker, metrics });
  return {
    stop: async () => {
      await loop.stop();
      await dispatcher.destroy();
    },
  };
}
