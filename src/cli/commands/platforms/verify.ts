import type { Command } from 'commander';
import { channelFingerprint } from '../../../catalog/fingerprint.ts';
import { RedressError } from '../../../domain/errors.ts';
import { type CommonOptions, withBase } from '../../context.ts';
import { EXIT } from '../../exit-codes.ts';
import { action } from '../../run.ts';
import { recipientOf } from './catalog.ts';

interface Options extends CommonOptions {
  readonly by: string;
}

export function addVerify(platforms: Command): void {
  platforms
    .command('verify <id> <channel>')
    .description('record that you have checked a channel by hand: only then is it used in live mode')
    .requiredOption('--by <name>', 'who checked it (a role or initials)')
    .action(
      action<Options, [string, string]>((context, options, id, channelId) =>
        withBase(context, async (base) => {
          const channel = recipientOf(base.catalog, id).channels[channelId];
          if (channel === undefined) {
            throw new RedressError('channel_unknown', `${id} has no such channel.`, {
              field: 'channel',
              cure: `See: redress platforms show ${id}`,
            });
          }
          const at = base.deps.clock.now();
          const fingerprint = channelFingerprint(channel);
          await base.deps.ledger.recordChannel({
            recipient: id,
            channel: channelId,
            kind: 'verified',
            at,
            by: options.by,
            fingerprint,
          });
          context.out.data({ recipient: id, channel: channelId, verifiedBy: options.by, at });
          context.out.line(
            `${id}/${channelId}: verified by ${options.by}. An edit of the channel ends this.`,
          );
          return EXIT.ok;
        }),
      ),
    );
}
