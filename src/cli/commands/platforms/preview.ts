import type { Command } from 'commander';
import { handoverText } from '../../../catalog/render/handover.ts';
import { renderOrder } from '../../../catalog/render/order.ts';
import { sampleViews } from '../../../catalog/template/sample.ts';
import { RedressError } from '../../../domain/errors.ts';
import { orderText } from '../../../flow/order-text.ts';
import type { CommonOptions } from '../../context.ts';
import { EXIT } from '../../exit-codes.ts';
import { action } from '../../run.ts';
import { platformCatalog, recipientOf } from './catalog.ts';

interface Options extends CommonOptions {
  readonly channel?: string;
}

export function addPreview(platforms: Command): void {
  platforms
    .command('preview <id>')
    .description('what a channel would send, for an invented case; nothing is sent')
    .option('--channel <channel>', 'only this channel')
    .action(
      action<Options, [string]>(async ({ out }, options, id) => {
        const catalog = platformCatalog();
        const recipient = recipientOf(catalog, id);
        const channels = Object.keys(recipient.channels).filter(
          (one) => options.channel === undefined || one === options.channel,
        );
        if (channels.length === 0) {
          throw new RedressError('channel_unknown', `${id} has no such channel.`, {
            field: 'channel',
            cure: `Choose one of: ${Object.keys(recipient.channels).join(', ')}`,
          });
        }
        const groups = Object.fromEntries(
          recipient.content.flatMap((rule) =>
            [...rule.path.matchAll(/\(\?<(\w+)>/g)].map((found) => [found[1] ?? '', 'example']),
          ),
        );
        const view = {
          ...sampleViews(groups).full,
          recipient: { id, name: recipient.name, kind: recipient.kind },
        };
        const previews = channels.map((channel) => {
          const rendered = renderOrder(recipient, channel, view, catalog);
          const byHand = handoverText(recipient, channel, view, catalog);
          return { channel, kind: rendered.kind, sent: orderText(rendered) ?? byHand.text, byHand };
        });
        out.data({ id, previews });
        for (const preview of previews) {
          out.line(out.color.bold(`--- ${id}/${preview.channel} (${preview.kind})`));
          out.line(`${preview.sent}\n`);
        }
        return EXIT.ok;
      }),
    );
}
