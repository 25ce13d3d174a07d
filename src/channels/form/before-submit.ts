import type { Locator as Found } from 'playwright';
import { shorten } from './evidence.ts';
import { holds } from './expectation.ts';
import { type Failure, failuresShown } from './failures.ts';
import { countNow, locateVisible } from './locate.ts';
import { endedAt, findWall, standsInTheWay, type Wall } from './obstacles/wall.ts';
import { glance } from './page-text.ts';
import { handover } from './reports.ts';
import { FormEnded, type Run, StepTrouble } from './run.ts';
import { scopesOf } from './scope.ts';

/** What the page showed already before the click, and so cannot be the answer to it. */
export interface Before {
  readonly failures: readonly Failure[];
  readonly fieldErrors: string;
  readonly wall: Wall | undefined;
}

/**
 * Throws FormEnded at a wall and if the browser itself would not send the form, and StepTrouble if the page looks sent
 * before it is: then its looking so proves nothing.
 */
export async function lookBefore(run: Run, button: Found, code: string): Promise<Before> {
  const { success } = run.form.spec;
  const said = glance(run);
  const [wall, invalid, looksSent, failures, fieldErrors] = await Promise.all([
    findWall(run, true),
    readInvalid(run, button),
    success === undefined ? false : holds(run, success, said),
    failuresShown(run, said),
    readFieldErrors(run),
  ]);
  if (wall !== undefined && standsInTheWay(wall)) throw endedAt(wall);
  if (invalid !== '') throw new FormEnded(handover('missing_field', `${code}_invalid`, shorten(invalid)));
  if (looksSent) throw new StepTrouble('success_shown_before');
  return { failures, fieldErrors, wall };
}

/** What the form says against its fields; empty when it says nothing. Red: it may repeat what was typed. */
export async function readFieldErrors(run: Run): Promise<string> {
  const { fieldErrors } = run.form.spec;
  if (fieldErrors === undefined) return '';
  const all = scopesOf(run).map(({ root }) => textsNow(locateVisible(root, fieldErrors)));
  return (await Promise.all(all)).flat().join(' · ').replace(/\s+/g, ' ').trim();
}

async function textsNow(found: Found): Promise<readonly string[]> {
  try {
    return (await found.allInnerTexts()).filter((text) => text.trim() !== '');
  } catch {
    return [];
  }
}

/** The parts of the DOM that this needs, named by hand: the library of DOM types is not part of a worker. */
interface Field {
  readonly localName: string;
  readonly name: string;
  readonly validationMessage: string;
}
interface Button {
  readonly formNoValidate?: boolean;
  readonly form?: {
    readonly noValidate: boolean;
    querySelectorAll(css: string): Iterable<Field>;
  } | null;
}

/**
 * What the browser itself would hold against the form, so that a click would send nothing. Empty: nothing.
 * https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#constraint-validation
 */
async function readInvalid(run: Run, submit: Found): Promise<string> {
  // Mostly nothing on the whole page is invalid: to ask that is one call to the browser, to ask the button about nine.
  if ((await countNow(run.scope.root.locator('css=:invalid:not(fieldset)'))) === 0) return '';
  const invalid = await submit
    .evaluate((button: Button) => {
      const { form } = button;
      if (!form || form.noValidate || button.formNoValidate) return [];
      return [...form.querySelectorAll(':invalid:not(fieldset)')].map(
        (field) => `${field.name || field.localName}: ${field.validationMessage}`,
      );
    })
    .catch(() => []);
  return invalid.join(' · ');
}
