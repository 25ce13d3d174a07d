import { error, type Finding, type KeyPath } from '../files/fault.ts';
import { groupNames } from '../match/content-rule.ts';
import { renderRequest } from '../render/request.ts';
import { renderLocator, renderStep } from '../render/step.ts';
import type { Channel, ChannelOf } from '../schema/channel.ts';
import type { Recipient } from '../schema/recipient.ts';
import { sampleViews } from '../template/sample.ts';
import { scopeOf } from '../template/scope.ts';
import type { NoticeView } from '../view.ts';
import { requestsOf } from './channels.ts';
import type { CheckContext, RecipientCheck } from './context.ts';
import { checkSubject } from './subject.ts';
import { templateFault } from './template-fault.ts';

/** Every template inside a recipient file renders, with a notice that has everything and with one that has the least. */
export const checkTemplates: RecipientCheck = (recipient, context) => {
  const { full, bare } = sampleViews(sampleGroups(recipient, context));
  return Object.entries(recipient.channels).flatMap(([id, channel]) => {
    const path = ['channels', id];
    const faults = [full, bare].map((view) => checkChannel(channel, path, view, context));
    const found = faults.find((list) => list.length > 0) ?? [];
    return channel.kind === 'email' ? [...found, ...checkSubject(channel, path, context)] : found;
  });
};

/**
 * The groups that `content` can have: those of the recipient's own rules or, for one that gets notices about other
 * sites, those of all.
 */
export function sampleGroups(
  recipient: Recipient | undefined,
  { recipients }: Pick<CheckContext, 'recipients'>,
): Record<string, string> {
  const own = recipient !== undefined && recipient.content.length > 0;
  const rules = own ? recipient.content : [...recipients.values()].flatMap((one) => one.content);
  return Object.fromEntries(rules.flatMap(groupNames).map((name) => [name, '1']));
}

function checkChannel(channel: Channel, path: KeyPath, view: NoticeView, context: CheckContext): Finding[] {
  const { templates } = context;
  const scope = scopeOf(view, channel);
  const tried = (where: KeyPath, template: string | undefined): Finding[] =>
    template === undefined ? [] : found(where, () => templates.render(template, scope));
  switch (channel.kind) {
    case 'email':
      return tried([...path, 'subject'], channel.subject);
    case 'assisted':
      return tried([...path, 'link'], channel.link);
    case 'form':
      return [...tried([...path, 'url'], channel.url), ...checkSteps(channel, path, scope, context)];
    case 'api': {
      const names = channel.lookups.map((lookup) => lookup.name);
      return requestsOf(channel).flatMap(([where, request]) => {
        const later = where[0] === 'lookups' ? names.slice(0, Number(where[1])) : names;
        const known = Object.fromEntries(later.map((name) => [name, '1']));
        const more = where[0] === 'status' ? { reference: 'R-1' } : { found: known };
        return found([...path, ...where], () => renderRequest(request, { ...scope, ...more }, templates));
      });
    }
  }
}

function checkSteps(
  channel: ChannelOf<'form'>,
  path: KeyPath,
  scope: object,
  { templates }: CheckContext,
): Finding[] {
  const fill = (template: string): string => templates.render(template, scope);
  const steps = channel.steps.flatMap((step, index) => {
    const where = [...path, 'steps', index];
    const condition = step.when;
    const decided =
      condition === undefined ? [] : found([...where, 'when'], () => templates.holds(condition, scope));
    // The sample's lengths say nothing about real notices.
    const unbounded = step.do === 'fill' ? { ...step, maxLength: undefined } : step;
    return [...decided, ...found(where, () => renderStep(unbounded, fill, ''))];
  });
  const locators = [channel.fieldErrors, channel.success?.see, ...channel.failures.map((one) => one.see)];
  const marks = [...locators, ...channel.challenges, ...channel.logins, channel.reference?.at];
  const named = marks.flatMap((at) => (at === undefined ? [] : found(path, () => renderLocator(at, fill))));
  return [...steps, ...named];
}

function found(path: KeyPath, render: () => unknown): Finding[] {
  const fault = templateFault(render);
  return fault === undefined ? [] : [error(path, fault)];
}
