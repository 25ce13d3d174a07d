import { findOne } from '../find.ts';
import { iframeScope, pageScope } from '../scope.ts';
import type { Verb } from './verb.ts';

/** Into an iframe of where the steps act now; without `at`, back to the page. */
export const frame: Verb<'frame'> = async (run, step, within) => {
  run.scope = step.at === undefined ? pageScope(run.page) : iframeScope(await findOne(run, step.at, within));
};
