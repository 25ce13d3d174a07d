import type { z } from 'zod';
import type { Expectation } from '../../catalog/schema/form.ts';
import { countNow, locateVisible } from './locate.ts';
import { type Glance, glance } from './page-text.ts';
import type { Run } from './run.ts';
import { scopesOf } from './scope.ts';

export type Expected = Pick<z.infer<typeof Expectation>, 'see' | 'text' | 'url'>;

/** Patterns in platform files are matched without regard to case. */
export function pattern(source: string): RegExp {
  return new RegExp(source, 'iu');
}

/** True if all that is given holds now, in the page or in the iframe that the steps act in. */
export async function holds(run: Run, expected: Expected, said: Glance = glance(run)): Promise<boolean> {
  const { see, text, url } = expected;
  if (url !== undefined && !pattern(url).test(run.page.url())) return false;
  if (see !== undefined) {
    const counts = await Promise.all(scopesOf(run).map(({ root }) => countNow(locateVisible(root, see))));
    if (counts.every((count) => count === 0)) return false;
  }
  if (text === undefined) return true;
  return (await said()).some((read) => pattern(text).test(read));
}
