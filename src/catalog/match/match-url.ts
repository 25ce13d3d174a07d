import type { LocationKind } from '../../domain/verdict.ts';
import type { Catalog } from '../catalog.ts';
import type { ContentRule, Recipient } from '../schema/recipient.ts';
import { fitContent, singleSlashes } from './content-rule.ts';
import { domainsOf, findHost } from './host-index.ts';
import { canonicalOf, urlByRule } from './normalise-url.ts';
import { type PlainUrl, tryParseUrl } from './parse-url.ts';

/** Whose URL it is, and what it shows. URLs and groups are red. */
export interface UrlMatch {
  readonly recipient: Recipient;
  readonly contentRule?: ContentRule | undefined;
  /** Named groups of the content rule; empty when none fits. */
  readonly groups: Readonly<Record<string, string>>;
  readonly canonicalUrl: string;
  readonly host: string;
  readonly serves: LocationKind;
  /** A link shortener: whose content it leads to is not known. */
  readonly shortener: boolean;
  /** Further places of the same content that can be checked. */
  readonly derivedLocations: readonly { readonly kind: LocationKind; readonly url: string }[];
  /** `instance`: only the look of the path says so, and a person must confirm it. */
  readonly certainty: 'host' | 'instance';
}

/**
 * The recipient whose files claim the URL's host; null when none does, and for what is not a URL. Never a guess: a
 * host that no file names can only match software that runs on any host, and only if a single one fits.
 */
export function matchUrl(url: string, catalog: Catalog): UrlMatch | null {
  const plain = tryParseUrl(url);
  if (plain === undefined) return null;
  const found = findHost(plain, catalog.hosts);
  if (found) {
    const { serves, shortener } = found.rule;
    return matchOf(plain, found.recipient, { serves, shortener, certainty: 'host' }, catalog);
  }
  const software = instanceOf(plain, catalog);
  if (software === undefined) return null;
  return matchOf(plain, software, { serves: 'page', shortener: false, certainty: 'instance' }, catalog);
}

function matchOf(
  url: PlainUrl,
  recipient: Recipient,
  host: Pick<UrlMatch, 'serves' | 'shortener' | 'certainty'>,
  catalog: Catalog,
): UrlMatch {
  const { templates } = catalog;
  const fit = fitContent(url, recipient, host.shortener);
  const derived = (fit?.rule.locations ?? []).flatMap(({ kind, url: template }) => {
    const place = fit && urlByRule(template, url, fit, templates);
    return place === undefined ? [] : [{ kind, url: place }];
  });
  return {
    recipient,
    contentRule: fit?.rule,
    groups: fit?.groups ?? {},
    canonicalUrl: canonicalOf(url, recipient, fit, templates),
    host: url.host,
    ...host,
    derivedLocations: derived,
  };
}

function instanceOf(url: PlainUrl, catalog: Catalog): Recipient | undefined {
  if (domainsOf(url.host).length === 0) return undefined;
  const path = singleSlashes(url.path);
  const fitting = [...catalog.recipients.values()].filter((recipient) =>
    recipient.instances?.paths.some((pattern) => new RegExp(pattern, 'iu').test(path)),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}
