import type { Catalog } from '../catalog.ts';
import type { RenderedStatus } from '../rendered.ts';
import type { Channel } from '../schema/channel.ts';
import { scopeOf } from '../template/scope.ts';
import type { NoticeView } from '../view.ts';
import { renderRequest } from './request.ts';

/**
 * How to ask what became of a report; `{{ reference }}` is the number that the recipient gave it. Only for api
 * channels whose file describes a status: asking another is a bug.
 *
 * @throws RedressError `field_missing` or `template_failed`.
 */
export function renderStatus(
  channel: Channel,
  reference: string,
  view: NoticeView,
  { templates }: Pick<Catalog, 'templates'>,
): RenderedStatus {
  if (channel.kind !== 'api' || channel.status === undefined) {
    throw new Error(`the channel "${channel.title}" has no status to ask for`);
  }
  const scope = { ...scopeOf(view, channel), reference };
  return { request: renderRequest(channel.status.request, scope, templates), status: channel.status };
}
