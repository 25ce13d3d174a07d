import { lookInside } from './look-inside.ts';
import type { Run } from './run.ts';
import { type Scope, scopesOf } from './scope.ts';

/** More than any confirmation needs; a page can be made to be endless. */
const MOST_TEXT = 100_000;
const MOST_ELEMENTS = 50_000;

/** Visible text of the document and of its open shadow roots, which `innerText` alone leaves out. */
const READ = `(() => {
  const body = document.body;
  if (!body) return '';
  const parts = [body.innerText];
  const roots = [body];
  let seen = 0;
  while (roots.length > 0 && seen < ${MOST_ELEMENTS}) {
    for (const element of roots.shift().querySelectorAll('*')) {
      if (++seen > ${MOST_ELEMENTS}) break;
      if (!element.shadowRoot) continue;
      roots.push(element.shadowRoot);
      for (const child of element.shadowRoot.children) if (child.innerText) parts.push(child.innerText);
    }
  }
  return parts.join('\\n').slice(0, ${MOST_TEXT});
})()`;

/** What the page and its iframe say at one moment: read when it is first asked for, and only once. */
export type Glance = () => Promise<readonly string[]>;

export function glance(run: Pick<Run, 'page' | 'scope'>): Glance {
  let texts: Promise<readonly string[]> | undefined;
  return () => (texts ??= Promise.all(scopesOf(run).map(readText)));
}

/** What a person would read there, with runs of white space made one space. Red: a page repeats what was typed. */
export async function readText(scope: Scope): Promise<string> {
  return ((await lookInside(scope, READ)) ?? '').replace(/\s+/g, ' ').trim();
}
