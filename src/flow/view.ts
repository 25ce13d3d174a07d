import type { Catalog } from '../catalog/catalog.ts';
import type { NoticeView } from '../catalog/view.ts';
import { strictestClock } from '../decide/deadline.ts';
import type { World } from '../decide/world.ts';
import type { Notice } from '../domain/notice.ts';
import type { Takedown } from '../domain/takedown.ts';
import type { Instant } from '../domain/time.ts';
import type { FlowDeps } from './deps.ts';
import type { Facts, Helpline, NoticeReference } from './ledger.ts';

export interface ViewFacts {
  readonly takedown: Takedown;
  readonly notice: Notice;
  readonly helpline: Helpline;
  readonly caseReference: string;
  readonly references: readonly NoticeReference[];
  readonly reply: { readonly address: string; readonly tag: string };
  readonly content: Readonly<Record<string, string>>;
  readonly now: Instant;
}

/** What templates may name, from all that is known of a takedown. `recipient` is whom the notice goes to. */
export function noticeView(
  facts: ViewFacts,
  recipientId: string,
  catalog: Catalog,
  world: World,
): NoticeView {
  const { takedown, notice, helpline, now } = facts;
  const recipient = catalog.recipients.get(recipientId);
  const platform = takedown.platform === null ? undefined : catalog.recipients.get(takedown.platform);
  const clock = strictestClock(takedown, world, now);
  return {
    notice,
    urls: notice.locations.map((location) => location.url),
    content: facts.content,
    host: takedown.host,
    takedown: {
      id: takedown.id,
      // Unsealed by the template that names it: hardly any does.
      get caseReference() {
        return facts.caseReference;
      },
    },
    helpline: {
      name: helpline.name,
      organisation: helpline.organisation,
      signer: helpline.signer,
      email: helpline.email,
      phone: helpline.phone ?? '',
      postalAddress: helpline.postalAddress ?? '',
      country: helpline.country,
    },
    recipient: { id: recipientId, name: recipient?.name ?? recipientId, kind: recipient?.kind ?? 'platform' },
    platform: { id: platform?.id ?? takedown.host, name: platform?.name ?? takedown.host },
    regimes: takedown.regimes.flatMap((id) => {
      const regime = catalog.regimes.get(id);
      if (regime === undefined) return [];
      const deadlineHours = regime.deadline === undefined ? null : regime.deadline / 3_600_000;
      return [{ id, name: regime.name, citation: regime.citation, deadlineHours }];
    }),
    policies: (recipient?.policies ?? []).map((policy) => ({ ...policy, clause: policy.clause ?? '' })),
    previous: previousNotices(facts, catalog),
    cycle: takedown.cycle,
    now: isoMinute(now),
    deadline: clock === null ? '' : isoMinute(clock.at),
    // Without an address for tagged replies, answers go to the helpline's own.
    replyTo: facts.reply.address || helpline.email,
    tag: facts.reply.tag,
  };
}

/** What a view needs, or undefined when the takedown's red data is gone (erased, minor). */
export function viewFacts(
  deps: Pick<FlowDeps, 'clock' | 'replyAddress'>,
  { stored, red, helpline, references }: Facts,
  noticeKey: string | undefined,
): ViewFacts | undefined {
  if (red === undefined) return undefined;
  const { takedown } = stored;
  return {
    takedown,
    notice: red.notice,
    helpline,
    get caseReference() {
      return stored.caseReference;
    },
    references,
    // A task that belongs to no notice (find the platform, look) gets no answer that would need a tag.
    reply: noticeKey === undefined ? { address: '', tag: '' } : deps.replyAddress(takedown.id, noticeKey),
    content: red.content,
    now: deps.clock.now(),
  };
}

function previousNotices(facts: ViewFacts, catalog: Catalog): NoticeView['previous'] {
  return facts.takedown.sends.flatMap((send) => {
    if (send.deliveredAt === undefined) return [];
    const reference = facts.references.find((one) => one.noticeKey === send.noticeKey)?.reference ?? '';
    const name = catalog.recipients.get(send.recipient)?.name ?? send.recipient;
    return [{ recipient: name, sentOn: isoMinute(send.deliveredAt), reference }];
  });
}

function isoMinute(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 16)}Z`;
}
