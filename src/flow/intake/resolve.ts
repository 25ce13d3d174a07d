import { missingElements } from '../../catalog/law/missing-elements.ts';
import { missingFields } from '../../catalog/law/missing-fields.ts';
import { matchUrl } from '../../catalog/match/match-url.ts';
import { normaliseUrl } from '../../catalog/match/normalise-url.ts';
import type { Channel } from '../../catalog/schema/channel.ts';
import type { Recipient } from '../../catalog/schema/recipient.ts';
import type { Regime } from '../../catalog/schema/regime.ts';
import { type Problem, RedressError } from '../../domain/errors.ts';
import type { FlowDeps } from '../deps.ts';
import type { Helpline } from '../ledger.ts';
import { regimesFor } from './assess.ts';
import { noticeOf } from './notice.ts';
import { TakedownRequest } from './request.ts';

/** What Redress would do with a URL. Nothing is stored, fetched or sent. */
export interface Resolution {
  /** The address as it is kept: without what means nothing, in the spelling of its platform. */
  readonly url: string;
  readonly platform:
    | { readonly recipient: Recipient; readonly certainty: 'host' | 'instance'; readonly shortener: boolean }
    | undefined;
  /** Which kind of content the URL shows, by the platform's file. */
  readonly content: string | undefined;
  /** The channels of the first rung, in the order in which they are tried. */
  readonly channels: readonly {
    readonly recipient: Recipient;
    readonly id: string;
    readonly channel: Channel;
  }[];
  readonly regimes: readonly Regime[];
  readonly missing: readonly Problem[];
}

/** A request of which only the URL must be there. */
export type PartialRequest = { readonly [K in keyof TakedownRequest]?: TakedownRequest[K] | undefined } & {
  readonly url: string;
};

/**
 * Which platform, channels and laws a URL would have, and what a complete notice still needs.
 *
 * @throws RedressError `url_malformed`, `url_scheme`, `url_userinfo`
 */
export function resolve(
  { catalog, clock }: Pick<FlowDeps, 'catalog' | 'clock'>,
  helpline: Helpline,
  given: PartialRequest,
): Resolution {
  // A request must have a reference; nothing depends on which.
  const request = TakedownRequest.parse({ ...given, case: given.case ?? 'none', ageInImage: 'adult' });
  const match = matchUrl(request.url, catalog);
  const url = match?.canonicalUrl ?? normaliseUrl(request.url, undefined);
  const platform = match?.certainty === 'host' ? match.recipient : null;
  const countries = request.countries.length > 0 ? request.countries : [helpline.country];
  const regimes = regimesFor(platform, countries, catalog)
    .map((id) => catalog.regimes.get(id))
    .filter((regime) => regime !== undefined);
  const today = new Date(clock.now()).toISOString().slice(0, 10);
  const notice = noticeOf(request, helpline, [{ url, kind: match?.serves ?? 'page' }], today);
  const channels = firstRung(match?.recipient, catalog);
  const atDesk = channels.map(({ channel }) => missingFields(notice, channel));
  // One desk that takes the notice as it is will do.
  const first = atDesk.some((list) => list.length === 0) ? [] : (atDesk[0] ?? []);
  return {
    url,
    platform:
      match === null
        ? undefined
        : { recipient: match.recipient, certainty: match.certainty, shortener: match.shortener },
    content: match?.contentRule?.id,
    channels,
    regimes,
    missing: [...missingElements(notice, regimes), ...first],
  };
}

function firstRung(platform: Recipient | undefined, catalog: FlowDeps['catalog']): Resolution['channels'] {
  const rung = platform?.ladder[0];
  if (platform === undefined || rung === undefined) return [];
  const recipient = rung.to === undefined ? platform : catalog.recipients.get(rung.to);
  if (recipient === undefined) return [];
  return rung.channels.flatMap((id) => {
    const channel = recipient.channels[id];
    return channel === undefined ? [] : [{ recipient, id, channel }];
  });
}

/** The recipient of this id. Throws RedressError `platform_unknown`. */
export function recipientOf({ recipients }: Pick<FlowDeps['catalog'], 'recipients'>, id: string): Recipient {
  const recipient = recipients.get(id);
  if (recipient !== undefined) return recipient;
  throw new RedressError('platform_unknown', 'No recipient file has this id.', {
    field: 'platform',
    cure: 'Choose one of the list of platforms.',
  });
}
