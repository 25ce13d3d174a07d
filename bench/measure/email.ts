import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Comparison } from '../harness/comparison.ts';
import { rateOf } from '../harness/in-parallel.ts';
import { PLATFORMS_PER_KIND, platformId } from '../setting/catalogue.ts';
import { mailOf } from '../setting/orders.ts';
import type { Backend } from '../setting/setting.ts';
import { SLOW_SMTP } from '../setting/slow-smtp.ts';
import type { Bench, Measured } from './context.ts';
import { measurePath } from './path.ts';

/**
 * Notices by e-mail, beside a bare nodemailer pool with the same messages, connections and messages in flight. The mail
 * server throws away at once; `email.postgres.slow` are the ratios where it takes its time.
 */
export async function measureEmail(bench: Bench, backend: Backend): Promise<Measured> {
  const comparison = await measureOn(bench, backend);
  if (backend !== 'postgres') return { comparisons: [comparison] };
  const { sinks } = bench.setting;
  const slow = { ...bench, setting: { ...bench.setting, sinks: { ...sinks, smtp: sinks.slowSmtp } } };
  bench.say(`email.postgres  the same with a mail server that takes ${SLOW_SMTP} ms for a message`);
  const { base, ours } = await measureOn(slow, backend);
  const ratios = ours.figures.map((rate, round) => rate / (base.figures[round] ?? Number.NaN));
  return { comparisons: [comparison], extra: { 'email.postgres.slow': ratios } };
}

async function measureOn(bench: Bench, backend: Backend): Promise<Comparison> {
  const { sizes, setting } = bench;
  const transport = createTransport({
    pool: true,
    host: '127.0.0.1',
    port: setting.sinks.smtp,
    ignoreTLS: true,
    // The defaults of src/channels/email/transport.ts, of as many processes.
    maxConnections: 20 * sizes.workers,
    maxMessages: 100,
  });
  try {
    return await measurePath<SendMailOptions>(bench, {
      name: `email.${backend}`,
      kind: 'email',
      backend,
      count: sizes.email,
      warmUp: sizes.warmUp,
      workers: sizes.workers,
      seeds: { platforms: platforms('mail'), looked: true },
      arrives: 'mails',
      what: { base: 'a bare nodemailer pool', ours: `notices by e-mail, queue on ${backend}` },
      prepare: (crew, one) => mailOf(crew.base, one),
      bare: (mails) => rateOf(mails, sizes.concurrency, (mail) => transport.sendMail({ ...mail })),
    });
  } finally {
    transport.close();
  }
}

export function platforms(desk: 'mail' | 'api' | 'form'): readonly string[] {
  return Array.from({ length: PLATFORMS_PER_KIND }, (_, index) => platformId(desk, index + 1));
}
