import type { RenderedAttachment, RenderedEmail } from '../rendered.ts';
import type { ChannelOf } from '../schema/channel.ts';
import type { Templates } from '../template/engine.ts';
import { scopeOf } from '../template/scope.ts';
import type { NoticeView } from '../view.ts';
import { authorityLetter } from './letter.ts';
import { oneLine, tidyText } from './text.ts';
import { xarfReports } from './xarf.ts';

export function renderEmail(
  channel: ChannelOf<'email'>,
  view: NoticeView,
  templates: Templates,
): RenderedEmail {
  const scope = scopeOf(view, channel);
  return {
    kind: 'email',
    to: channel.to,
    subject: oneLine(templates.render(channel.subject, scope)),
    text: tidyText(templates.renderFile(channel.language, channel.template, scope)),
    language: channel.language,
    attachments: channel.attachments.flatMap((what): RenderedAttachment[] => {
      if (what === 'xarf') return xarfReports(view);
      // Who acts for themselves has nobody's authority to show.
      if (view.notice.claimant.role === 'subject') return [];
      return [authorityLetter(channel.language, scope, templates)];
    }),
    from: { name: view.helpline.name, email: view.helpline.email },
    ...(view.replyTo === '' ? {} : { replyTo: view.replyTo }),
  };
}
