import type { Recipient } from '../schema/recipient.ts';
import { createTemplates, type Templates } from '../template/engine.ts';
import { type ContentFit, fitContent } from './content-rule.ts';
import { findHost, indexHosts } from './host-index.ts';
import { type PlainUrl, parseUrl, tryParseUrl, writeUrl } from './parse-url.ts';
import { isTracking } from './tracking.ts';

/**
 * The one URL that stands for all spellings of a URL. Where a content rule of the recipient fits, that is the rule's
 * canonical URL (mobile and short hosts are folded by it); otherwise the URL itself in its plainest spelling, without
 * fragment and tracking parameters, the other parameters sorted. Normalising twice changes nothing.
 *
 * `templates` spares the making of an engine at each call: give the catalogue's where there is one.
 *
 * @throws RedressError `url_malformed`, `url_scheme`, `url_userinfo`.
 */
export function normaliseUrl(
  url: string,
  recipient: Recipient | undefined,
  templates: Templates = createTemplates([]),
): string {
  const plain = parseUrl(url);
  const shortener = recipient !== undefined && isShortener(plain, recipient);
  const fit = recipient && fitContent(plain, recipient, shortener);
  return canonicalOf(plain, recipient, fit, templates);
}

/** The canonical URL of a URL whose recipient and content rule are known. */
export function canonicalOf(
  url: PlainUrl,
  recipient: Recipient | undefined,
  fit: ContentFit | undefined,
  templates: Templates,
): string {
  return (fit && urlByRule(fit.rule.canonical, url, fit, templates)) ?? plainest(url, recipient);
}

/** A template of a content rule with what the rule caught, as a URL; undefined if that gives no URL. */
export function urlByRule(
  template: string,
  url: PlainUrl,
  fit: ContentFit,
  templates: Templates,
): string | undefined {
  const made = tryParseUrl(templates.render(template, { ...fit.groups, host: url.host }));
  const query = made?.query.map((one) => one.raw) ?? [];
  return made && writeUrl(made, query, made.fragment);
}

function plainest(url: PlainUrl, recipient: Recipient | undefined): string {
  const query = url.query
    .filter((one) => !isTracking(one.name, recipient))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return writeUrl(
    url,
    query.map((one) => one.raw),
    '',
  );
}

function isShortener(url: PlainUrl, recipient: Recipient): boolean {
  return findHost(url, indexHosts([recipient]))?.rule.shortener ?? false;
}
