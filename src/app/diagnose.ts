import { accessSync, constants, mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { findChromium } from '../browser/find-chromium.ts';
import { checkCatalog } from '../catalog/load.ts';
import { parseSmtpUrl } from '../channels/email/smtp-url.ts';
import type { Config } from '../config.ts';
import { RedressError } from '../domain/errors.ts';
import type { Logger } from '../flow/ports.ts';
import { openQueue } from '../queue/open.ts';
import { type Base, openBase } from './base.ts';
import { readPlatforms } from './read-platforms.ts';

/** One thing that was looked at. `cure` is there when something must be mended. */
export interface Finding {
  readonly part: string;
  readonly state: 'ok' | 'note' | 'fault';
  readonly text: string;
  readonly cure?: string | undefined;
}

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

async function look(part: string, at: () => Promise<Omit<Finding, 'part'>>): Promise<Finding> {
  try {
    return { part, ...(await at()) };
  } catch (error) {
    if (error instanceof RedressError)
      return { part, state: 'fault', text: `${error.message} [${error.code}]`, cure: error.cure };
    const code: unknown = error instanceof Error ? (Reflect.get(error, 'code') ?? error.name) : 'unknown';
    return {
      part,
      state: 'fault',
      text: `failed (${String(code)})`,
      cure: 'Look at the log of the process, or report it.',
    };
  }
}

function writable(config: Config): Omit<Finding, 'part'> {
  try {
    mkdirSync(config.dataDir, { recursive: true });
    accessSync(config.dataDir, constants.W_OK);
  } catch (cause) {
    throw new RedressError('data_dir_unwritable', `${config.dataDir} cannot be written.`, {
      field: 'REDRESS_DATA_DIR',
      cure: 'Choose a folder that this user owns with REDRESS_DATA_DIR.',
      cause,
    });
  }
  return { state: 'ok', text: config.dataDir };
}

function platformFiles(config: Config): Omit<Finding, 'part'> {
  const faults = checkCatalog(readPlatforms(config.platformsDir, config.mode));
  const errors = faults.filter((fault) => fault.severity === 'error').length;
  if (errors > 0) return { state: 'fault', text: `${errors} errors`, cure: 'redress platforms lint' };
  return { state: 'ok', text: `no errors, ${faults.length} warnings` };
}

async function browser(config: Config): Promise<Omit<Finding, 'part'>> {
  const { chromium } = await import('playwright');
  return {
    state: 'ok',
    text: findChromium({ explicit: config.chromium, playwright: () => chromium.executablePath() }),
  };
}

async function mail(config: Config): Promise<Omit<Finding, 'part'>> {
  if (config.mode === 'sandbox') return { state: 'ok', text: 'practice desks' };
  if (config.smtpUrl === undefined) {
    return {
      state: 'fault',
      text: 'no mail server',
      cure: 'Set REDRESS_SMTP_URL, e.g. smtps://user:password@mail.helpline.example:465',
    };
  }
  const { host, port } = parseSmtpUrl(config.smtpUrl);
  await reach(host, port);
  if (config.replyAddress === undefined) {
    return {
      state: 'note',
      text: `${host}:${port} answers; answers of platforms go to the helpline's own address`,
      cure: 'Set REDRESS_REPLY_ADDRESS to a mailbox that takes subaddresses (name+tag@).',
    };
  }
  return { state: 'ok', text: `${host}:${port} answers` };
}

function reach(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: 5_000 }, () => {
      socket.destroy();
      resolve();
    });
    const failed = (): void => {
      socket.destroy();
      reject(
        new RedressError('smtp_unreachable', `${host}:${port} does not answer.`, {
          field: 'REDRESS_SMTP_URL',
          cure: 'Check host, port and firewall.',
        }),
      );
    };
    socket.once('error', failed).once('timeout', failed);
  });
}

async function database(config: Config, base: Base): Promise<Omit<Finding, 'part'>> {
  const { integrity } = base.handle;
  const [ms, version, unsafe] = [
    await integrity.ping(),
    await integrity.version(),
    await integrity.unsafeSettings(),
  ];
  const where = config.databaseUrl === undefined ? 'embedded' : 'DATABASE_URL';
  if (unsafe.length > 0) {
    return {
      state: 'fault',
      text: `${where}: ${unsafe.join(', ')} is off, so a power cut can lose what was acknowledged`,
      cure: `Switch it on in postgresql.conf: ${unsafe.join(', ')}`,
    };
  }
  return { state: 'ok', text: `${where}, PostgreSQL ${version}, answers in ${ms.toFixed(1)} ms` };
}

async function queue(config: Config, base: Base, log: Logger): Promise<Omit<Finding, 'part'>> {
  const backend =
    config.redisUrl === undefined ? { databaseUrl: base.handle.databaseUrl } : { redisUrl: config.redisUrl };
  const opened = await openQueue({ ...backend, logger: log });
  try {
    const counts = await opened.counts();
    const waiting = Object.values(counts).reduce((sum, one) => sum + one.waiting, 0);
    return {
      state: 'ok',
      text: `${config.redisUrl === undefined ? 'in the database' : 'Redis'}, ${waiting} jobs waiting`,
    };
  } finally {
    await opened.close(0);
  }
}

async function channels(base: Base): Promise<Omit<Finding, 'part'>> {
  const world = await base.deps.worlds.current();
  const all = [...base.catalog.recipients.values()].flatMap((one) =>
    Object.values(one.channels).filter((channel) => channel.kind !== 'assisted'),
  );
  const text = `${world.verified.size} of ${all.length} automatic channels checked by a person, ${world.drifted.size} drifted`;
  if (world.verified.size > 0 && world.drifted.size === 0) return { state: 'ok', text };
  return {
    state: 'note',
    text: `${text}; the others become tasks`,
    cure: 'Check one by hand, then: redress platforms verify ID CHANNEL --by NAME',
  };
}

/** Secrets that verified channels will ask for and that nobody has given. */
function secrets(config: Config, base: Base): readonly Finding[] {
  const wanted = new Set<string>();
  for (const recipient of base.catalog.recipients.values()) {
    for (const channel of Object.values(recipient.channels)) {
      if (channel.kind !== 'api') continue;
      for (const [key, name] of Object.entries(channel.request.auth)) {
        if (/secret$/i.test(key) && typeof name === 'string') wanted.add(name);
      }
    }
  }
  const missing = [...wanted].filter((name) => config.secrets.get(name) === undefined);
  if (missing.length === 0) return [];
  return [
    {
      part: 'secrets',
      state: 'note',
      text: `not given: ${missing.join(', ')}`,
      cure: 'Set REDRESS_SECRET_<NAME> or a file in REDRESS_SECRETS_DIR for the APIs that you use.',
    },
  ];
}
