import { createTransport, type SendMailOptions } from 'nodemailer';
import { composeMessage } from '../../src/channels/email/message.ts';
import type { Comparison } from '../harness/comparison.ts';
import { rateOf } from '../harness/in-parallel.ts';
import { PLATFORMS_PER_KIND, platformId } from '../setting/catalogue.ts';
import { renderSeed } from '../setting/orders.ts';
import type { Backend } from '../setting/setting.ts';
import type { Bench } from './context.ts';
import { measurePath } from './path.ts';

/** Notices by e-mail, beside a bare nodemailer pool with the same messages, connections and messages in flight. */
export async function measureEmail(bench: Bench, backend: Backend): Promise<Comparison> {
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
      prepare: async (crew, seed) => {
        const { noticeKey, rendered } = await renderSeed(crew.base, seed);
        if (rendered.kind !== 'email') throw new Error('not an e-mail');
        const { id: takedownId } = seed.takedown;
        const order = { key: noticeKey, noticeKey, takedownId, recipient: '', channel: '', rendered };
        const composed = composeMessage(order, { messageDomain: 'helpline.practice.test' });
        if ('invalid' in composed) throw new Error(composed.invalid);
        return composed.mail;
      },
      bare: (mails) => rateOf(mails, sizes.concurrency, (mail) => transport.sendMail({ ...mail })),
    });
  } finally {
    transport.close();
  }
}

export function platforms(desk: 'mail' | 'api' | 'form'): readonly string[] {
  return Array.from({ length: PLATFORMS_PER_KIND }, (_, index) => platformId(desk, index + 1));
}
