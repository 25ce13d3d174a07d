import type { RenderedForm } from '../rendered.ts';
import type { ChannelOf } from '../schema/channel.ts';
import type { Templates } from '../template/engine.ts';
import { scopeOf } from '../template/scope.ts';
import type { NoticeView } from '../view.ts';
import { authorityLetter, letterLanguage } from './letter.ts';
import { renderExpectation, renderLocator, renderStep } from './step.ts';

/** @throws RedressError `field_too_long` when a value does not fit its field, `field_missing`, `template_failed`. */
export function renderForm(
  channel: ChannelOf<'form'>,
  languages: readonly string[],
  view: NoticeView,
  templates: Templates,
): RenderedForm {
  const scope = scopeOf(view, channel);
  const fill = (template: string): string => templates.render(template, scope);
  const steps = channel.steps.flatMap((step, index) =>
    step.when !== undefined && !templates.holds(step.when, scope)
      ? []
      : [renderStep(step, fill, `steps[${index}]`)],
  );
  const letter = steps.some((step) => step.do === 'upload')
    ? authorityLetter(letterLanguage(languages, templates), scope, templates)
    : undefined;
  return {
    kind: 'form',
    url: fill(channel.url).trim(),
    steps,
    spec: {
      success: channel.success && renderExpectation(channel.success, fill),
      failures: channel.failures.map((failure) => renderExpectation(failure, fill)),
      fieldErrors: channel.fieldErrors && renderLocator(channel.fieldErrors, fill),
      challenges: channel.challenges.map((at) => renderLocator(at, fill)),
      logins: channel.logins.map((at) => renderLocator(at, fill)),
      reference: channel.reference && {
        ...channel.reference,
        at: channel.reference.at && renderLocator(channel.reference.at, fill),
      },
      stepTimeout: channel.stepTimeout,
      totalTimeout: channel.totalTimeout,
    },
    letter,
  };
}
