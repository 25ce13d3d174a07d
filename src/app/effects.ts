import { createBrowserHost } from '../browser/host.ts';
import type { BrowserHost } from '../browser/types.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { SmtpOptions } from '../channels/email/options.ts';
import { parseSmtpUrl } from '../channels/email/smtp-url.ts';
import { createSenders } from '../channels/registry.ts';
import { createChecker } from '../checks/checker.ts';
import type { Config } from '../config.ts';
import { RedressError } from '../domain/errors.ts';
import type { EffectDeps } from '../flow/deps.ts';
import type { Logger, Secrets } from '../flow/ports.ts';
import { createOutbound } from '../outbound/outbound.ts';
import type { PracticeSite } from './practice.ts';
import { PRACTICE_REPLIES } from './practice-helpline.ts';

export interface Effects extends Pick<EffectDeps, 'senders' | 'checker'> {
  close(): Promise<void>;
}

/**
 * Everything that reaches outside, behind one guard. In the sandbox the guard and the mail go to the practice
 * platforms and nowhere else, whatever the environment says.
 */
export function openEffects(config: Config, log: Logger, practice: PracticeSite | undefined): Effects {
  if (config.mode === 'sandbox' && practice === undefined)
    throw new Error('the sandbox needs its practice platforms');
  const outbound = createOutbound({
    mode: config.mode,
    allowNetworks: config.mode === 'live' ? config.allowNetworks : [],
    ...(practice === undefined ? {} : { practice: practice.http }),
  });
  let host: BrowserHost | undefined;
  const browser = async (): Promise<BrowserHost> => {
    host ??= createBrowserHost({ outbound, log, executablePath: config.chromium });
    return host;
  };
  const senders = createSenders({
    email: () => ({ smtp: smtpOptions(config, practice), messageDomain: messageDomain(config) }),
    dispatcher: outbound.dispatcher,
    secrets: secretsOf(config, practice),
    browser,
    log,
  });
  const checker = createChecker({ dispatcher: outbound.dispatcher, browser, log });
  return {
    senders,
    checker,
    async close() {
      await Promise.allSettled([senders.close(), checker.close()]);
      await host?.close();
      await outbound.close();
    },
  };
}

/**
 * A process that sends mail for real needs a mail server from the start: found out at the first notice, its absence
 * would use up the tries of every one.
 *
 * @throws RedressError `smtp_missing`, and what `parseSmtpUrl` throws
 */
export function assertMail(config: Config, catalog: Catalog): void {
  const channels = [...catalog.recipients.values()].flatMap((one) => Object.values(one.channels));
  if (config.mode === 'live' && channels.some((channel) => channel.kind === 'email'))
    smtpOptions(config, undefined);
}

function smtpOptions(config: Config, practice: PracticeSite | undefined): SmtpOptions {
  if (practice !== undefined) return { host: practice.smtp.address, port: practice.smtp.port, tls: 'none' };
  if (config.smtpUrl !== undefined) return parseSmtpUrl(config.smtpUrl);
  throw new RedressError('smtp_missing', 'No mail server is configured.', {
    field: 'REDRESS_SMTP_URL',
    cure: 'Set REDRESS_SMTP_URL, e.g. smtps://user:password@mail.helpline.example:465',
  });
}

/** The domain of the mailbox that reads answers. Without one each notice bears the mail domain of its helpline. */
function messageDomain({ replyAddress, mode }: Config): string | undefined {
  const address = replyAddress ?? (mode === 'sandbox' ? PRACTICE_REPLIES : undefined);
  return address?.slice(address.lastIndexOf('@') + 1);
}

function secretsOf(config: Config, practice: PracticeSite | undefined): Secrets {
  if (practice === undefined) return config.secrets;
  return { get: (name) => practice.secrets[name] };
}
