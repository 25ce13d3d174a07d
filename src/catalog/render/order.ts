import type { Catalog } from '../catalog.ts';
import type { RenderedOrder } from '../rendered.ts';
import type { Recipient } from '../schema/recipient.ts';
import type { NoticeView } from '../view.ts';
import { renderApi } from './api.ts';
import { renderAssisted } from './assisted.ts';
import { channelOf } from './channel-of.ts';
import { renderEmail } from './email.ts';
import { renderForm } from './form.ts';

/**
 * A notice made ready for one channel. The result is red.
 *
 * @throws RedressError `field_missing`, `field_too_long` or `template_failed` when the notice does not fit the
 * channel: a person must take over, with the text of `handoverText`. The requests of an api order throw the same.
 */
export function renderOrder(
  recipient: Recipient,
  channelId: string,
  view: NoticeView,
  catalog: Pick<Catalog, 'templates'>,
): RenderedOrder {
  const channel = channelOf(recipient, channelId);
  switch (channel.kind) {
    case 'email':
      return renderEmail(channel, view, catalog.templates);
    case 'form':
      return renderForm(channel, recipient.languages, view, catalog.templates);
    case 'api':
      return renderApi(channel, view, catalog.templates);
    case 'assisted':
      return renderAssisted(channel, view, catalog.templates);
  }
}
