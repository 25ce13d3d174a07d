import { z } from 'zod';
import { REFUSAL_REASONS } from '../../domain/outcome.ts';
import { Duration, Pattern, Template } from './common.ts';

/**
 * How an element is found. Exactly one of label, role, placeholder, testId, text and css; `name` goes with role.
 * All pierce open shadow roots, as Playwright's locators do.
 */
export const Locator = z
  .strictObject({
    label: z.string().optional(),
    role: z
      .enum([
        'button',
        'link',
        'textbox',
        'combobox',
        'checkbox',
        'radio',
        'heading',
        'alert',
        'status',
        'dialog',
        'option',
        'group',
        'listbox',
        'menuitem',
        'tab',
        'switch',
      ])
      .optional(),
    name: Template.optional(),
    placeholder: z.string().optional(),
    testId: z.string().optional(),
    text: z.string().optional(),
    css: z.string().optional(),
    exact: z.boolean().optional(),
    nth: z.int().min(0).optional(),
  })
  .refine(
    (at) =>
      [at.label, at.role, at.placeholder, at.testId, at.text, at.css].filter((x) => x !== undefined)
        .length === 1,
    'give exactly one of label, role, placeholder, testId, text, css',
  )
  .refine((at) => at.name === undefined || at.role !== undefined, 'name goes with role');
export type Locator = z.infer<typeof Locator>;

/** What a page shows: all that are given must hold. */
export const Expectation = z
  .strictObject({ see: Locator.optional(), text: Pattern.optional(), url: Pattern.optional() })
  .refine((x) => x.see || x.text || x.url, 'give see, text or url');

const common = {
  /** A Liquid expression over the notice; a step whose expression is falsy is left out. */
  when: z.string().optional(),
  /** Do the step only if this is on the page within `ifSeenWithin`. */
  ifSeen: Locator.optional(),
  ifSeenWithin: Duration.default(1_000),
  timeout: Duration.optional(),
};

/** One step. `submit` is the point of no return: exactly one step of a form is a submit. */
export const Step = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('goto'), url: Template, ...common }),
  z.strictObject({
    do: z.literal('fill'),
    at: Locator,
    value: Template,
    maxLength: z.int().positive().optional(),
    ...common,
  }),
  z.strictObject({ do: z.literal('select'), at: Locator, option: Template, ...common }),
  z.strictObject({ do: z.literal('choose'), at: Locator, ...common }),
  z.strictObject({ do: z.literal('check'), at: Locator, ...common }),
  z.strictObject({ do: z.literal('upload'), at: Locator, file: z.literal('authority_letter'), ...common }),
  z.strictObject({ do: z.literal('click'), at: Locator, ...common }),
  z.strictObject({ do: z.literal('press'), at: Locator, key: z.string().max(40), ...common }),
  /** The steps that follow act inside this iframe, until `frame` without `at` leads back to the page. */
  z.strictObject({ do: z.literal('frame'), at: Locator.optional(), ...common }),
  z.strictObject({ do: z.literal('wait_for'), expect: Expectation, ...common }),
  z.strictObject({ do: z.literal('submit'), at: Locator, ...common }),
]);
export type Step = z.infer<typeof Step>;

export const FormSpec = z.strictObject({
  /** Where a person opens the form. */
  url: Template,
  /** Empty for a form whose fields no source shows: it is handed to a person with the text prepared. */
  steps: z.array(Step).max(100).default([]),
  /** What proves that the report was taken. */
  success: Expectation.optional(),
  /** What shows that it was not, and why. Tried in order. */
  failures: z
    .array(
      z.strictObject({
        ...Expectation.shape,
        means: z.enum(['failed', 'retry', 'refused', 'says_gone']),
        reason: z.enum(REFUSAL_REASONS).optional(),
      }),
    )
    .default([]),
  /** Where the page shows what is wrong with a field. Its text is red: it is sealed with the task. */
  fieldErrors: Locator.optional(),
  /** Known marks of a CAPTCHA or a login wall, besides those every form is searched for. */
  challenges: z.array(Locator).default([]),
  logins: z.array(Locator).default([]),
  /** Where the confirmation shows the report's number. The pattern's first group is the reference. */
  reference: z.strictObject({ at: Locator.optional(), pattern: Pattern }).optional(),
  stepTimeout: Duration.default(15_000),
  totalTimeout: Duration.default(120_000),
});
