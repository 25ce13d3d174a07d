import type { Locator } from '../../../catalog/schema/form.ts';
import { readUrl } from '../../../domain/read-url.ts';
import { countNow, locateVisible } from '../locate.ts';
import { handover } from '../reports.ts';
import { FormEnded, type Run } from '../run.ts';
import { scopesOf } from '../scope.ts';
import { CHALLENGE_HEADERS, LOGIN_PATH } from './marks.ts';
import { searchMarks } from './search.ts';

/** What stands between the form and its sending, and who must take over. It is never worked around. */
export interface Wall {
  readonly reason: 'captcha' | 'login';
  readonly id: string;
}

/**
 * A challenge, or what the platform's file calls a login. With `missing`, when the form's own field is not there, a
 * password field or the address of a login page is one too; beside the form's fields it is no wall.
 */
export async function findWall(run: Run, missing: boolean): Promise<Wall | undefined> {
  if (isChallengeByHeader(run)) return { reason: 'captcha', id: 'header' };
  const { challenges, logins } = run.form.spec;
  const [known, sightings, login] = await Promise.all([
    seesAny(run, challenges),
    Promise.all(scopesOf(run).map(searchMarks)),
    seesAny(run, logins),
  ]);
  const challenge = known ? 'known' : sightings.map((one) => one.challenge).find((id) => id !== undefined);
  if (challenge !== undefined) return { reason: 'captcha', id: challenge };
  if (login) return { reason: 'login', id: 'known' };
  if (!missing) return undefined;
  if (isLoginAddress(run)) return { reason: 'login', id: 'address' };
  const asked = sightings.some(({ password }) => password) && !meansPassword(run);
  return asked ? { reason: 'login', id: 'password' } : undefined;
}

/** Whether it is one also where the form's own fields are. */
export function standsInTheWay(wall: Wall): boolean {
  return wall.reason === 'captcha' || wall.id === 'known';
}

/** Looked for while a field is missing. Throws FormEnded. */
export async function endAtWall(run: Run, missing = true): Promise<void> {
  const wall = await findWall(run, missing);
  if (wall !== undefined) throw endedAt(wall);
}

export function endedAt(wall: Wall): FormEnded {
  return new FormEnded(handover(wall.reason, `${wall.reason}_${wall.id}`));
}

/** Id of a challenge that is there without showing itself. */
export async function findInvisible(run: Run): Promise<string | undefined> {
  const sightings = await Promise.all(scopesOf(run).map(searchMarks));
  return sightings.map(({ invisible }) => invisible).find((id) => id !== undefined);
}

function isChallengeByHeader(run: Run): boolean {
  const arrival = run.traffic.arrival();
  if (arrival?.kind !== 'answer') return false;
  return CHALLENGE_HEADERS.some(([name, value]) => value.test(arrival.headers[name] ?? ''));
}

/** Whether the form itself has a field for one. */
function meansPassword(run: Run): boolean {
  return run.form.steps.some((step) => 'at' in step && /passw|passcode/i.test(JSON.stringify(step.at)));
}

function isLoginAddress(run: Run): boolean {
  const path = pathOf(run.page.url());
  const own = [run.form.url, ...run.form.steps.flatMap((step) => (step.do === 'goto' ? [step.url] : []))];
  return LOGIN_PATH.test(path) && !own.some((url) => pathOf(url) === path);
}

function pathOf(url: string): string {
  return readUrl(url)?.pathname ?? '';
}

async function seesAny(run: Run, marks: readonly Locator[]): Promise<boolean> {
  const counts = await Promise.all(
    marks.flatMap((at) => scopesOf(run).map(({ root }) => countNow(locateVisible(root, at)))),
  );
  return counts.some((count) => count > 0);
}
