import type { Command } from 'commander';
import type { CommonOptions } from '../../context.ts';
import { EXIT } from '../../exit-codes.ts';
import { action } from '../../run.ts';
import { platformCatalog } from './catalog.ts';

export function addPlatformList(platforms: Command): void {
  platforms
    .command('list', { isDefault: true })
    .description('all recipients with their channels and laws')
    .action(
      action<CommonOptions>(async ({ out }) => {
        const recipients = [...platformCatalog().recipients.values()];
        out.data({
          recipients: recipients.map((one) => ({
            id: one.id,
            name: one.name,
            kind: one.kind,
            hosts: one.hosts.map((host) => host.domain),
            regimes: one.regimes,
            channels: Object.entries(one.channels).map(([id, channel]) => ({
              id,
              kind: channel.kind,
              purpose: channel.purpose,
            })),
          })),
        });
        out.table(
          ['id', 'name', 'kind', 'channels', 'laws'],
          recipients.map((one) => [
            one.id,
            one.name,
            one.kind,
            Object.entries(one.channels)
              .map(([id, channel]) => `${id} (${channel.kind})`)
              .join('\n'),
            one.regimes.join(' '),
          ]),
        );
        return EXIT.ok;
      }),
    );
}
