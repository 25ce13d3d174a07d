import type { Command } from 'commander';
import type { CommonOptions } from '../../context.ts';
import { EXIT } from '../../exit-codes.ts';
import { action } from '../../run.ts';
import { platformCatalog, recipientOf } from './catalog.ts';

export function addPlatformShow(platforms: Command): void {
  platforms
    .command('show <id>')
    .description('one recipient: hosts, ladder, channels and where each fact comes from')
    .action(
      action<CommonOptions, [string]>(async ({ out }, _, id) => {
        const recipient = recipientOf(platformCatalog(), id);
        out.data(recipient);
        out.line(`${out.color.bold(recipient.name)} (${recipient.kind}, ${recipient.category})`);
        if (recipient.note !== undefined) out.line(recipient.note);
        out.line(`hosts   ${recipient.hosts.map((host) => `${host.domain}${host.path ?? ''}`).join(', ')}`);
        out.line(`laws    ${recipient.regimes.join(', ')}`);
        for (const [index, rung] of recipient.ladder.entries()) {
          const wait = rung.wait === 'deadline' ? 'until the legal deadline' : `${rung.wait / 3_600_000} h`;
          const only = rung.regimes === undefined ? '' : `, only under ${rung.regimes.join(', ')}`;
          out.line(
            `rung ${index + 1}  ${rung.to ?? recipient.id}: ${rung.channels.join(' or ')}; then wait ${wait}${only}`,
          );
        }
        for (const [channel, facts] of Object.entries(recipient.channels)) {
          out.line(`\n${out.color.bold(channel)}  ${facts.kind}, ${facts.purpose}: ${facts.title}`);
          out.line(`  ${facts.confidence}, read ${facts.checkedOn ?? 'never'}: ${facts.source}`);
          if (facts.note !== undefined) out.line(`  ${facts.note}`);
        }
        return EXIT.ok;
      }),
    );
}
