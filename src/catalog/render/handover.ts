import type { Catalog } from '../catalog.ts';
import type { RenderedAssisted } from '../rendered.ts';
import type { ChannelOf } from '../schema/channel.ts';
import type { Recipient } from '../schema/recipient.ts';
import { scopeOf } from '../template/scope.ts';
import type { NoticeView } from '../view.ts';
import { renderAssisted } from './assisted.ts';
import { channelOf } from './channel-of.ts';
import { renderEmail } from './email.ts';
import { noticeFacts } from './facts.ts';
import { formValues, orElse, stepsByHand } from './form-values.ts';
import { LETTER_TEMPLATE, letterLanguage } from './letter.ts';

export type Handover = Pick<RenderedAssisted, 'text' | 'link' | 'checklist'>;

/**
 * What a person needs to do by hand what a channel could not: the prepared text, where to go, and the steps. It never
 * fails for what a notice lacks: then the bare facts are handed over. Red.
 */
export function handoverText(
  recipient: Recipient,
  channelId: string,
  view: NoticeView,
  catalog: Pick<Catalog, 'templates'>,
): Handover {
  const channel = channelOf(recipient, channelId);
  const facts = noticeFacts(view, channel.namesSubject);
  switch (channel.kind) {
    case 'assisted':
      return orElse(() => assisted(channel, view, catalog), {
        text: `${facts}\n`,
        checklist: channel.checklist,
      });
    case 'email':
      return { text: `${orElse(() => emailText(channel, view, catalog), facts)}\n`, checklist: BY_EMAIL };
    case 'form':
      return form(channel, facts, recipient, view, catalog);
    case 'api':
      return { text: `${channel.title}\n\n${facts}\n`, checklist: BY_API };
  }
}

function assisted(
  channel: ChannelOf<'assisted'>,
  view: NoticeView,
  catalog: Pick<Catalog, 'templates'>,
): Handover {
  const { text, link, checklist } = renderAssisted(channel, view, catalog.templates);
  return { text, link, checklist: checklist.length > 0 ? checklist : BY_HAND };
}

function emailText(
  channel: ChannelOf<'email'>,
  view: NoticeView,
  catalog: Pick<Catalog, 'templates'>,
): string {
  const mail = renderEmail(channel, view, catalog.templates);
  const letters = mail.attachments.map((file) => `--- ${file.filename} ---\n${file.content}`);
  return [`To: ${mail.to}\nSubject: ${mail.subject}\n\n${mail.text}`, ...letters].join('\n').trimEnd();
}

function form(
  channel: ChannelOf<'form'>,
  facts: string,
  recipient: Recipient,
  view: NoticeView,
  { templates }: Pick<Catalog, 'templates'>,
): Handover {
  const scope = scopeOf(view, channel);
  const values = formValues(channel, scope, templates);
  const needsLetter = stepsByHand(channel, scope, templates).some((step) => step.do === 'upload');
  const letter = needsLetter
    ? orElse(
        () => templates.renderFile(letterLanguage(recipient.languages, templates), LETTER_TEMPLATE, scope),
        '',
      )
    : '';
  const parts = [
    values && `Fields of the form\n${values}`,
    `Facts of the notice\n${facts}`,
    letter && `Authority letter\n${letter.trim()}`,
  ];
  return {
    text: `${parts.filter((part) => part !== '').join('\n\n')}\n`,
    link: orElse<string | undefined>(() => templates.render(channel.url, scope).trim(), undefined),
    checklist: BY_FORM,
  };
}

const RECORD = 'Record here that it was sent, with the reference if there is one';
const BY_FORM: Handover['checklist'] = [
  'Open the form by the link',
  'Fill it in with the text below',
  'Send it and copy the reference from the confirmation',
  RECORD,
];
const BY_EMAIL: Handover['checklist'] = ["Send the text from the helpline's own address", RECORD];
const BY_API: Handover['checklist'] = ["Report it through the recipient's own pages or contact", RECORD];
const BY_HAND: Handover['checklist'] = ['Send the text to the recipient', RECORD];
