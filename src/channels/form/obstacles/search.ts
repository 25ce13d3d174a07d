import { lookInside } from '../look-inside.ts';
import type { Scope } from '../scope.ts';
import { CHALLENGES, INTERSTITIAL, INVISIBLE, type Mark, PASSWORD } from './marks.ts';

const LITTLE_TEXT = 1_500;
const MOST_ELEMENTS = 50_000;

/** Answers the ids of the marks that are there, joined by commas. Open shadow roots are searched as well. */
const SEARCH = `((marks, interstitial) => {
  const roots = [document];
  let seen = 0;
  for (let i = 0; i < roots.length && seen < ${MOST_ELEMENTS}; i++) {
    for (const element of roots[i].querySelectorAll('*')) {
      if (++seen > ${MOST_ELEMENTS}) break;
      if (element.shadowRoot) roots.push(element.shadowRoot);
    }
  }
  const isPlaced = (element) => element.checkVisibility({ visibilityProperty: true });
  const isSized = (element) => {
    const box = element.getBoundingClientRect();
    return isPlaced(element) && box.width > 4 && box.height > 4;
  };
  const counts = { present: () => true, placed: isPlaced, sized: isSized };
  const found = [];
  for (const mark of marks) {
    const there = roots.some((root) => [...root.querySelectorAll(mark.css)].some(counts[mark.mode]));
    if (there && !found.includes(mark.id)) found.push(mark.id);
  }
  const words = new RegExp(interstitial, 'i');
  const length = document.body ? document.body.textContent.length : 0;
  const little = length < 50000 && document.body ? document.body.innerText : '';
  if (words.test(document.title) || (little.length < ${LITTLE_TEXT} && words.test(little))) found.push('interstitial');
  return found.join(',');
})`;

const EXPRESSION = `${SEARCH}(${JSON.stringify([...CHALLENGES, ...INVISIBLE, PASSWORD])}, ${JSON.stringify(INTERSTITIAL)})`;

export interface Sighting {
  /** Id of the first challenge that a person would have to solve. */
  readonly challenge: string | undefined;
  /** Id of the first challenge that is there without showing itself. */
  readonly invisible: string | undefined;
  readonly password: boolean;
}

export async function searchMarks(scope: Scope): Promise<Sighting> {
  const found = new Set(((await lookInside(scope, EXPRESSION)) ?? '').split(','));
  const first = (marks: readonly Mark[]) => marks.find((mark) => found.has(mark.id))?.id;
  return {
    challenge: first(CHALLENGES) ?? (found.has('interstitial') ? 'interstitial' : undefined),
    invisible: first(INVISIBLE),
    password: found.has(PASSWORD.id),
  };
}
