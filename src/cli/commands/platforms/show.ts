import type { Command } from 'commander';
import type { Recipient } from '../../../catalog/schema/recipient.ts';
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
        out.line(
          `hosts          ${recipient.hosts.map((host) => `${host.domain}${host.path ?? ''}`).join(', ')}`,
        );
        out.line(`laws           ${recipient.regimes.join(', ')}`);
        for (const line of facts(recipient)) out.line(line);
        for (const [index, rung] of recipient.ladder.entries()) {
          const wait = rung.wait === 'deadline' ? 'until the legal deadline' : `${rung.wait / 3_600_000} h`;
          const only = rung.regimes === undefined ? '' : `, only under ${rung.regimes.join(', ')}`;
          out.line(
            `rung ${index + 1}         ${rung.to ?? recipient.id}: ${rung.channels.join(' or ')}; then wait ${wait}${only}`,
          );
        }
        for (const [channel, way] of Object.entries(recipient.channels)) {
          out.line(`\n${out.color.bold(channel)}  ${way.kind}, ${way.purpose}: ${way.title}`);
          out.line(
            `  ${way.confidence}, read ${way.checkedOn ?? 'never'}${way.checkedBy === undefined ? '' : ` by ${way.checkedBy}`}: ${way.source}`,
          );
          if (way.note !== undefined) out.line(`  ${way.note}`);
        }
        return EXIT.ok;
      }),
    );
}

/** What a person wants to know besides the channels; each only if the file tells it. */
function facts({
  aliases,
  languages,
  instances,
  promises,
  programmes,
  limits,
}: Recipient): readonly string[] {
  const member = (name: string, is: boolean | null): string[] =>
    is === null ? [] : [`${name}: ${is ? 'yes' : 'no'}`];
  const takesPart =
    programmes === undefined
      ? []
      : [
          ...member('StopNCII', programmes.stopncii),
          ...member('Take It Down', programmes.takeItDown),
          ...(programmes.note === undefined ? [] : [programmes.note]),
        ];
  return [
    ...(aliases.length > 0 ? [`also known as  ${aliases.join(', ')}`] : []),
    `languages      ${languages.join(', ')}`,
    ...(instances === undefined
      ? []
      : [
          `on any host    known by ${instances.paths.join(' ')}${instances.probe === undefined ? '' : `; ask ${instances.probe}`}`,
        ]),
    ...(promises === undefined ? [] : [`promises       ${promises.text} (${promises.source})`]),
    ...(takesPart.length > 0 ? [`hash lists     ${takesPart.join('; ')}`] : []),
    `pace           ${limits.perMinute} a minute, ${limits.concurrency} at once`,
  ];
}
