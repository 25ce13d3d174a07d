import { PRACTICE_HELPLINE } from '../../../../src/app/practice-helpline.ts';
import type { IntakeDeps } from '../../../../src/flow/deps.ts';
import { intake } from '../../../../src/flow/intake/intake.ts';
import { settle } from '../../../../src/flow/settle.ts';
import { post, requestAbout } from '../../../e2e/support/request.ts';

/** A takedown whose first look is due. */
export async function dueLook(deps: IntakeDeps, number: number): Promise<string> {
  const [taken] = await intake(deps, PRACTICE_HELPLINE, 'test', [requestAbout(post('letterbox', number))]);
  if (taken?.result !== 'accepted') throw new Error(JSON.stringify(taken));
  return taken.id;
}

/** A takedown whose notice is due: it was looked at, and it is there. */
export async function dueNotice(deps: IntakeDeps, number: number): Promise<string> {
  const id = await dueLook(deps, number);
  const found = [{ verdict: 'live', signal: 'test' } as const];
  const at = deps.clock.now();
  await settle(deps, id, 'keep', () => ({
    events: [{ event: { type: 'checked', at, purpose: 'precheck', by: 'redress', found } }],
  }));
  return id;
}
