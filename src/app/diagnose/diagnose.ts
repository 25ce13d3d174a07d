import type { Config } from '../../config.ts';
import type { Logger } from '../../flow/ports.ts';
import { type Base, openBase } from '../base.ts';
import { channels, secrets } from './channels.ts';
import { type Finding, look } from './finding.ts';
import { browser, platformFiles, writable } from './machine.ts';
import { mail } from './mail.ts';
import { database, queue } from './storage.ts';

/** What is configured, reachable and missing, and how to mend it. Looks only: nothing is sent and nothing changed. */
export async function diagnose(config: Config, log: Logger): Promise<readonly Finding[]> {
  const findings: Finding[] = [
    {
      part: 'mode',
      state: 'ok',
      text: config.mode === 'sandbox' ? 'sandbox: everything goes to the practice platforms' : 'live',
    },
    await look('data folder', async () => writable(config)),
    await look('platform files', async () => platformFiles(config)),
    await look('browser', async () => browser(config)),
    await look('mail', () => mail(config)),
  ];
  let base: Base | undefined;
  findings.push(
    await look('database', async () => {
      base = await openBase(config, log);
      return database(config, base);
    }),
  );
  if (base !== undefined) {
    const open = base;
    findings.push(await look('queue', () => queue(config, open, log)));
    if (config.mode === 'live')
      findings.push(await look('channels', () => channels(open)), ...secrets(config, open));
    await base.close();
  }
  return findings;
}
