import { RedressError } from '../../domain/errors.ts';
import type { Locator, Step } from '../schema/form.ts';

type Fill = (template: string) => string;

/** A step with its templates filled in and its condition, which has held, taken off. */
export function renderStep(step: Step, fill: Fill, place: string): Step {
  const { when: _held, ...rest } = step;
  const ifSeen = rest.ifSeen && renderLocator(rest.ifSeen, fill);
  const seen = ifSeen === undefined ? {} : { ifSeen };
  switch (rest.do) {
    case 'goto':
      return { ...rest, ...seen, url: fill(rest.url).trim() };
    case 'fill':
      return { ...rest, ...seen, at: renderLocator(rest.at, fill), value: textFor(rest, fill, place) };
    case 'select':
      return { ...rest, ...seen, at: renderLocator(rest.at, fill), option: fill(rest.option).trim() };
    case 'frame':
      return rest.at === undefined
        ? { ...rest, ...seen }
        : { ...rest, ...seen, at: renderLocator(rest.at, fill) };
    case 'wait_for':
      return { ...rest, ...seen, expect: renderExpectation(rest.expect, fill) };
    default:
      return { ...rest, ...seen, at: renderLocator(rest.at, fill) };
  }
}

export function renderLocator(at: Locator, fill: Fill): Locator {
  return at.name === undefined ? at : { ...at, name: fill(at.name).trim() };
}

export function renderExpectation<T extends { readonly see?: Locator | undefined }>(
  expected: T,
  fill: Fill,
): T {
  return expected.see === undefined ? expected : { ...expected, see: renderLocator(expected.see, fill) };
}

/** Nothing is cut: a notice that ends in the middle of its statement is worse than one that a person sends. */
function textFor(
  step: { readonly value: string; readonly maxLength?: number | undefined },
  fill: Fill,
  place: string,
): string {
  const value = fill(step.value).trim();
  if (step.maxLength !== undefined && value.length > step.maxLength) {
    throw new RedressError(
      'field_too_long',
      `A text of ${value.length} characters does not fit a field of the form that takes ${step.maxLength}`,
      { field: place, cure: 'Shorten the notice, or let a person fill in the form' },
    );
  }
  return value;
}
