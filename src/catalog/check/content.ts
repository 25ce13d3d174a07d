import { error, type Finding, type KeyPath } from '../files/fault.ts';
import { fitContent, groupNames } from '../match/content-rule.ts';
import { findHost, indexHosts } from '../match/host-index.ts';
import { canonicalOf, urlByRule } from '../match/normalise-url.ts';
import { tryParseUrl } from '../match/parse-url.ts';
import type { ContentRule, Recipient } from '../schema/recipient.ts';
import type { CheckContext, RecipientCheck } from './context.ts';
import { templateFault } from './template-fault.ts';

/** Content rules read what their examples say they read, and their canonical URLs are canonical. */
export const checkContent: RecipientCheck = (recipient, context) =>
  recipient.content.flatMap((rule, index) => {
    const path = ['content', index];
    const twice = recipient.content.findIndex((other) => other.id === rule.id) < index;
    if (twice) return [error([...path, 'id'], `${rule.id} is the id of an earlier rule`)];
    const broken = checkTemplates(rule, path, context);
    if (broken.length > 0) return broken;
    return rule.examples.flatMap((example, at) =>
      checkExample(example, rule, recipient, [...path, 'examples', at], context),
    );
  });

function checkTemplates(rule: ContentRule, path: KeyPath, { templates }: CheckContext): Finding[] {
  const scope = Object.fromEntries([...groupNames(rule), 'host'].map((name) => [name, 'x']));
  const all: [KeyPath, string][] = [
    [[...path, 'canonical'], rule.canonical],
    ...rule.locations.map((place, at): [KeyPath, string] => [[...path, 'locations', at, 'url'], place.url]),
  ];
  return all.flatMap(([where, template]) => {
    const fault = templateFault(() => templates.render(template, scope));
    return fault === undefined ? [] : [error(where, fault)];
  });
}

function checkExample(
  example: ContentRule['examples'][number],
  rule: ContentRule,
  recipient: Recipient,
  path: KeyPath,
  { templates }: CheckContext,
): Finding[] {
  const hosts = indexHosts([recipient]);
  const read = (text: string): { rule?: string | undefined; url?: string | undefined; places: boolean } => {
    const url = tryParseUrl(text);
    if (url === undefined) return { places: true };
    const host = findHost(url, hosts);
    // The hosts of software that runs anywhere are in no file.
    if (host === undefined && recipient.instances === undefined) return { places: true };
    const fit = fitContent(url, recipient, host?.rule.shortener ?? false);
    const places = rule.locations.every(
      (place) => fit && urlByRule(place.url, url, fit, templates) !== undefined,
    );
    return { rule: fit?.rule.id, url: canonicalOf(url, recipient, fit, templates), places };
  };
  const found = read(example.url);
  if (found.url === undefined) return [error([...path, 'url'], 'is on none of the hosts of this file')];
  if (found.rule !== rule.id) {
    const other = found.rule === undefined ? 'no rule' : `the rule ${found.rule}`;
    return [error([...path, 'url'], `is read by ${other}, not by ${rule.id}`)];
  }
  if (found.url !== example.canonical) {
    return [error([...path, 'canonical'], `the rule makes ${found.url} of the example`)];
  }
  if (!found.places) return [error([...path, 'url'], 'gives a further location that is no URL')];
  const again = read(example.canonical);
  if (again.url === example.canonical) return [];
  return [
    error(
      [...path, 'canonical'],
      `is not canonical: read again it is ${again.url ?? 'on no host of this file'}`,
    ),
  ];
}
