import { join } from 'node:path';
import type { SendMailOptions } from 'nodemailer';
import { openBase } from '../../src/app/base.ts';
import { packageRoot } from '../../src/app/package-root.ts';
import { readConfig } from '../../src/config.ts';
import { alternate } from '../harness/alternate.ts';
import { compare } from '../harness/comparison.ts';
import { built } from '../setting/built.ts';
import { platformId } from '../setting/catalogue.ts';
import { mailOf } from '../setting/orders.ts';
import { startProgram } from '../setting/program.ts';
import { seed } from '../setting/seed.ts';
import type { Bench, Measured } from './context.ts';

type Environment = Readonly<Record<string, string>>;

/**
 * How long it takes from the start of a process until the first notice has arrived: `redress serve` with one notice
 * due, beside a script that does nothing but send that mail. Queue and ledger are on PostgreSQL, which runs already;
 * `startup.embedded` is the same where `redress serve` has to start the embedded one first.
 */
export async function measureStartup(bench: Bench): Promise<Measured> {
  const { setting, sizes } = bench;
  const main = await built('src/main');
  const script = await built('bench/setting/first-mail.process');
  const shared = {
    REDRESS_PLATFORMS_DIR: setting.platforms,
    REDRESS_PRACTICE_SMTP: `127.0.0.1:${setting.sinks.smtp}`,
    REDRESS_PRACTICE_HTTP: `127.0.0.1:${setting.sinks.http}`,
    REDRESS_HTTP_PORT: '0',
  };
  const served = {
    ...shared,
    REDRESS_DATA_DIR: setting.folder,
    DATABASE_URL: await setting.newDatabase(),
  };
  const embedded = { ...shared, REDRESS_DATA_DIR: join(setting.folder, 'embedded') };
  const { mail } = await oneDue(bench, served);
  const redress = async (env: Environment, where: string) => {
    await oneDue(bench, env);
    return firstMail(bench, main, ['serve', '--role', 'worker'], env, `redress serve, ${where}`);
  };
  // What a first start does once (tables, statistics, the cache of the disk) is behind both.
  await redress(served, 'first start');
  await redress(embedded, 'first start, embedded');
  const embeddedMs: number[] = [];
  const pairs = await alternate(
    sizes.rounds,
    () => firstMail(bench, script, [String(setting.sinks.smtp), JSON.stringify(mail)], {}, 'a bare script'),
    async () => {
      embeddedMs.push(await redress(embedded, 'embedded PostgreSQL'));
      return redress(served, 'PostgreSQL runs');
    },
  );
  const what = {
    base: 'a script that sends one mail with nodemailer',
    ours: 'redress serve until its first notice has arrived',
  };
  return {
    comparisons: [compare('startup', 'ms', what, pairs)],
    extra: { 'startup.embedded': embeddedMs },
  };
}

/** Puts a takedown into the ledger whose notice is due, and leaves nothing running. */
async function oneDue({ setting }: Bench, env: Environment): Promise<{ readonly mail: SendMailOptions }> {
  const base = await openBase(readConfig(env, packageRoot()), setting.log);
  try {
    const [one] = await seed(base, { count: 1, platforms: [platformId('mail', 1)], looked: true });
    if (one === undefined) throw new Error('nothing was put into the ledger');
    return { mail: await mailOf(base, one) };
  } finally {
    await base.close();
  }
}

/** ms from the start of this program until a mail has arrived; then it is ended. */
async function firstMail(
  { setting, say }: Bench,
  file: string,
  args: readonly string[],
  env: Environment,
  who: string,
): Promise<number> {
  const arrived = setting.sinks.nextMail();
  const from = performance.now();
  const program = startProgram(file, args, env);
  try {
    await Promise.race([arrived, program.failed]);
    const ms = performance.now() - from;
    say(`startup  ${who}: ${ms.toFixed(0)} ms`);
    return ms;
  } finally {
    await program.end();
  }
}
