import type { RenderedApi } from '../rendered.ts';
import type { ChannelOf } from '../schema/channel.ts';
import type { Templates } from '../template/engine.ts';
import { scopeOf } from '../template/scope.ts';
import type { NoticeView } from '../view.ts';
import { renderRequest } from './request.ts';

/**
 * The lookups and the report; what lookups have found by then is `found.<name>` in the templates. Each request is
 * rendered once at once, so that what the notice lacks shows before anything is asked of the recipient.
 */
export function renderApi(channel: ChannelOf<'api'>, view: NoticeView, templates: Templates): RenderedApi {
  const scope = scopeOf(view, channel);
  const anything = Object.fromEntries(channel.lookups.map(({ name }) => [name, '']));
  for (const { request } of [...channel.lookups, channel]) {
    renderRequest(request, { ...scope, found: anything }, templates);
  }
  return {
    kind: 'api',
    lookups: channel.lookups.map(({ name, pointer, request }) => ({
      name,
      pointer,
      render: (found) => renderRequest(request, { ...scope, found }, templates),
    })),
    render: (found) => renderRequest(channel.request, { ...scope, found }, templates),
  };
}
