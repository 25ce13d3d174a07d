import { error, type Finding, type KeyPath, warning } from '../files/fault.ts';
import { LETTER_TEMPLATE, letterLanguage } from '../render/letter.ts';
import type { ApiRequest } from '../schema/api.ts';
import type { Channel, ChannelOf } from '../schema/channel.ts';
import type { Recipient } from '../schema/recipient.ts';
import type { CheckContext, RecipientCheck } from './context.ts';

/** Rules of single channels that a schema cannot say. */
export const checkChannels: RecipientCheck = (recipient, context) =>
  Object.entries(recipient.channels).flatMap(([id, channel]) => {
    const path = ['channels', id];
    return [...checkRequired(channel, path, context), ...checkKind(channel, path, recipient, context)];
  });

function checkRequired(channel: Channel, path: KeyPath, { noticePaths }: CheckContext): Finding[] {
  return channel.requires.flatMap(({ field }, index) => {
    const where = [...path, 'requires', index, 'field'];
    if (!noticePaths.has(field)) return [error(where, `a notice has no ${field}`)];
    if (field === 'subject.name' && !channel.namesSubject) {
      return [error(where, 'the person shown is only named with namesSubject: true')];
    }
    return [];
  });
}

function checkKind(channel: Channel, path: KeyPath, recipient: Recipient, context: CheckContext): Finding[] {
  switch (channel.kind) {
    case 'email': {
      const letter = channel.attachments.includes('authority_letter') ? [LETTER_TEMPLATE] : [];
      return [
        ...missingTemplates(channel.language, [channel.template], [...path, 'template'], context),
        ...missingTemplates(channel.language, letter, [...path, 'attachments'], context),
      ];
    }
    case 'assisted':
      return missingTemplates(channel.language, [channel.template], [...path, 'template'], context);
    case 'form':
      return checkForm(channel, path, recipient, context);
    case 'api':
      return requestsOf(channel).flatMap(([where, request]) => checkRequest(request, [...path, ...where]));
  }
}

function missingTemplates(
  language: string,
  names: readonly string[],
  path: KeyPath,
  { templates }: CheckContext,
): Finding[] {
  return names
    .filter((name) => !templates.has(language, name))
    .map((name) => error(path, `there is no templates/${language}/${name}.liquid`));
}

function checkForm(
  channel: ChannelOf<'form'>,
  path: KeyPath,
  recipient: Recipient,
  context: CheckContext,
): Finding[] {
  if (channel.steps.length === 0) return [];
  const submits = channel.steps.filter((step) => step.do === 'submit').length;
  const uploads = channel.steps.some((step) => step.do === 'upload');
  const letter = uploads
    ? missingTemplates(
        letterLanguage(recipient.languages, context.templates),
        [LETTER_TEMPLATE],
        [...path, 'steps'],
        context,
      )
    : [];
  return [
    ...(submits === 1
      ? []
      : [error([...path, 'steps'], `has ${submits} submit steps: it must have exactly one`)]),
    ...letter,
    ...(channel.success ? [] : [warning([...path, 'success'], 'nothing says how a sent report is known')]),
  ];
}

/** All requests of an api channel with the place where each stands. */
export function requestsOf(channel: ChannelOf<'api'>): [KeyPath, ApiRequest][] {
  return [
    [['request'], channel.request],
    ...channel.lookups.map((lookup, index): [KeyPath, ApiRequest] => [
      ['lookups', index, 'request'],
      lookup.request,
    ]),
    ...(channel.status
      ? [[['status', 'request'], channel.status.request] satisfies [KeyPath, ApiRequest]]
      : []),
  ];
}

function checkRequest(request: ApiRequest, path: KeyPath): Finding[] {
  const origin = /^\s*https?:\/\/[^/?#]*/i.exec(request.url)?.[0];
  const movable = origin === undefined || origin.includes('{');
  const bound =
    request.auth.scheme === 'none' || (request.auth.scheme === 'bearer' && request.auth.perHost === true);
  const leak =
    movable && !bound
      ? [
          error(
            [...path, 'url'],
            'a secret goes to a fixed host only: write the host out, or use bearer with perHost',
          ),
        ]
      : [];
  const placeholders = Object.keys(request.urlSecrets ?? {})
    .filter((name) => !new RegExp(`(?<!\\{)\\{${name}\\}`).test(request.url))
    .map((name) => error([...path, 'urlSecrets', name], `the url has no {${name}}`));
  const bodies =
    request.json !== undefined && request.form !== undefined
      ? [error([...path, 'form'], 'a request has json or form, not both')]
      : [];
  return [...leak, ...placeholders, ...bodies];
}
