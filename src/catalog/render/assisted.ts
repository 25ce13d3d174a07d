import type { RenderedAssisted } from '../rendered.ts';
import type { ChannelOf } from '../schema/channel.ts';
import type { Templates } from '../template/engine.ts';
import { scopeOf } from '../template/scope.ts';
import type { NoticeView } from '../view.ts';
import { tidyText } from './text.ts';

export function renderAssisted(
  channel: ChannelOf<'assisted'>,
  view: NoticeView,
  templates: Templates,
): RenderedAssisted {
  const scope = scopeOf(view, channel);
  return {
    kind: 'assisted',
    text: tidyText(templates.renderFile(channel.language, channel.template, scope)),
    link: channel.link && templates.render(channel.link, scope).trim(),
    checklist: channel.checklist,
  };
}
