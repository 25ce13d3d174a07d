import type { SendMailOptions } from 'nodemailer';
import type { Base } from '../../src/app/base.ts';
import { PRACTICE_HELPLINE } from '../../src/app/practice-helpline.ts';
import { renderOrder } from '../../src/catalog/render/order.ts';
import type { RenderedOrder } from '../../src/catalog/rendered.ts';
import { composeMessage } from '../../src/channels/email/message.ts';
import { noticeView } from '../../src/flow/view.ts';
import type { Seed } from './seed.ts';

/** The notice of a seed as Redress renders it, for the bare side to send the very same. */
export async function renderSeed(
  base: Base,
  { takedown, notice, content, decision }: Seed,
): Promise<{ readonly noticeKey: string; readonly rendered: RenderedOrder }> {
  if (decision.do !== 'send') throw new Error(`a seed is not due to be sent: ${decision.do}`);
  const { recipient, channel, noticeKey } = decision;
  const file = base.catalog.recipients.get(recipient);
  if (file === undefined) throw new Error(`no recipient ${recipient}`);
  const facts = {
    takedown: takedown.state,
    notice,
    helpline: PRACTICE_HELPLINE,
    caseReference: 'BENCH',
    references: [],
    reply: base.deps.replyAddress(takedown.id, noticeKey),
    content,
    now: base.deps.clock.now(),
  };
  const view = noticeView(facts, recipient, base.catalog, await base.deps.worlds.current());
  return { noticeKey, rendered: renderOrder(file, channel, view, base.catalog) };
}

/** The message that Redress makes of a seed, as nodemailer takes it. */
export async function mailOf(base: Base, seed: Seed): Promise<SendMailOptions> {
  const { noticeKey, rendered } = await renderSeed(base, seed);
  if (rendered.kind !== 'email') throw new Error('not an e-mail');
  const { id: takedownId } = seed.takedown;
  const order = { key: noticeKey, noticeKey, takedownId, recipient: '', channel: '', rendered };
  const composed = composeMessage(order, { messageDomain: 'helpline.practice.test' });
  if ('invalid' in composed) throw new Error(composed.invalid);
  return composed.mail;
}
