import type { Catalog } from '../../catalog/catalog.ts';
import { applicableRegimes } from '../../catalog/law/applicable-regimes.ts';
import { missingElements } from '../../catalog/law/missing-elements.ts';
import { missingFields } from '../../catalog/law/missing-fields.ts';
import { matchUrl } from '../../catalog/match/match-url.ts';
import { normaliseUrl } from '../../catalog/match/normalise-url.ts';
import type { Recipient } from '../../catalog/schema/recipient.ts';
import type { Problem } from '../../domain/errors.ts';
import { RedressError } from '../../domain/errors.ts';
import { MAX_URL, type Notice } from '../../domain/notice.ts';
import type { Helpline } from '../ledger.ts';
import { noticeOf, type Place } from './notice.ts';
import type { TakedownRequest } from './request.ts';

/** A request that may become a takedown: matched, complete, ready to be stored. */
export interface Assessed {
  readonly notice: Notice;
  readonly content: Readonly<Record<string, string>>;
  readonly normalisedUrl: string;
  readonly host: string;
  /** Null: no file knows the host. */
  readonly platform: Recipient | null;
  readonly regimes: readonly string[];
  readonly countries: readonly string[];
}

/** Matches and completes a request, or lists everything that is wrong with it. Pure. */
export function assess(
  request: TakedownRequest,
  helpline: Helpline,
  catalog: Catalog,
  today: string,
): { readonly ok: Assessed } | { readonly problems: readonly Problem[] } {
  try {
    const match = matchUrl(request.url, catalog);
    // Software that runs anywhere is only recognised by its paths: a person confirms it (task find_platform).
    const platform = match?.certainty === 'host' ? match.recipient : null;
    const url = match?.canonicalUrl ?? normaliseUrl(request.url, undefined);
    const countries = request.countries.length > 0 ? request.countries : [helpline.country];
    const regimes = regimesFor(platform, countries, catalog);
    const notice = noticeOf(request, helpline, places(request, url, match, catalog), today);
    const problems = [
      ...missingElements(
        notice,
        regimes.map((id) => catalog.regimes.get(id)).filter((one) => one !== undefined),
      ),
      ...firstDeskProblems(notice, platform),
    ];
    if (problems.length > 0) return { problems };
    const content = match?.groups ?? {};
    return {
      ok: { notice, content, normalisedUrl: url, host: new URL(url).hostname, platform, regimes, countries },
    };
  } catch (error) {
    if (error instanceof RedressError) return { problems: [error.toProblem()] };
    throw error;
  }
}

/** For an unknown host every law that protects the person counts: the notice must be complete for any platform. */
export function regimesFor(
  platform: Recipient | null,
  countries: readonly string[],
  catalog: Catalog,
): readonly string[] {
  if (platform !== null) return applicableRegimes(platform, countries, catalog).map((regime) => regime.id);
  const all = [...catalog.recipients.values()].flatMap((one) => applicableRegimes(one, countries, catalog));
  return [
    ...new Set(all.filter((regime) => !regime.jurisdictions.includes('any')).map((regime) => regime.id)),
  ];
}

function places(
  request: TakedownRequest,
  url: string,
  match: ReturnType<typeof matchUrl>,
  catalog: Catalog,
): readonly Place[] {
  const first: Place = { url, kind: match?.serves ?? 'page' };
  const given = request.more.map((one): Place => {
    const known = matchUrl(one.url, catalog);
    return { url: known?.canonicalUrl ?? normaliseUrl(one.url, undefined), kind: one.kind };
  });
  const all = [first, ...given, ...(match?.derivedLocations ?? [])];
  // Written out in ASCII an address can be three times as long as it was given.
  if (all.some((place) => place.url.length > MAX_URL)) {
    throw new RedressError('field_too_long', `The URL is too long: at most ${MAX_URL} characters`, {
      field: 'url',
      cure: 'Look whether the address still works without what stands after the question mark.',
    });
  }
  return all.filter((place, index) => all.findIndex((other) => other.url === place.url) === index);
}

/** What the platform's first desks cannot do without: refused now, while the person who knows is still there. */
function firstDeskProblems(notice: Notice, platform: Recipient | null): readonly Problem[] {
  const channels = platform?.ladder[0]?.channels ?? [];
  const lists = channels.flatMap((id) => {
    const channel = platform?.channels[id];
    return channel === undefined ? [] : [missingFields(notice, channel)];
  });
  // One desk that takes the notice as it is will do.
  return lists.some((list) => list.length === 0) ? [] : (lists[0] ?? []);
}
