import { RedressError } from '../../domain/errors.ts';
import type { ChannelOf } from '../schema/channel.ts';
import type { Locator, Step } from '../schema/form.ts';
import type { Templates } from '../template/engine.ts';

/** The steps of a form that a notice takes; one whose condition cannot be decided is left to the person. */
export function stepsByHand(channel: ChannelOf<'form'>, scope: object, templates: Templates): Step[] {
  return channel.steps.filter(
    ({ when }) => when === undefined || orElse(() => templates.holds(when, scope), true),
  );
}

/**
 * What a person enters into a form, one field after the other, as its steps would. A value that is too long says so;
 * one that cannot be rendered is left to the person.
 */
export function formValues(channel: ChannelOf<'form'>, scope: object, templates: Templates): string {
  const fill = (template: string): string =>
    orElse(() => templates.render(template, scope).trim(), '(see below)');
  return stepsByHand(channel, scope, templates)
    .flatMap((step) => lineOf(step, fill))
    .join('\n');
}

function lineOf(step: Step, fill: (template: string) => string): string[] {
  switch (step.do) {
    case 'fill': {
      const value = fill(step.value);
      const over = step.maxLength !== undefined && value.length > step.maxLength;
      const hint = over ? ` (${value.length} characters; the form takes ${step.maxLength})` : '';
      return [`${labelOf(step.at, fill)}${hint}: ${value}`];
    }
    case 'select':
      return [`${labelOf(step.at, fill)}: ${fill(step.option)}`];
    case 'choose':
    case 'check':
      return [`[x] ${labelOf(step.at, fill)}`];
    case 'upload':
      return [`${labelOf(step.at, fill)}: the authority letter`];
    default:
      return [];
  }
}

function labelOf(at: Locator, fill: (template: string) => string): string {
  const name = at.name === undefined ? undefined : fill(at.name);
  return at.label ?? name ?? at.placeholder ?? at.text ?? at.testId ?? at.css ?? at.role ?? '';
}

/** What `make` gives; the other value when the notice lacks what a template names. */
export function orElse<T>(make: () => T, other: T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof RedressError) return other;
    throw error;
  }
}
