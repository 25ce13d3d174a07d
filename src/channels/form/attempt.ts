import type { BrowserContext } from 'playwright';
import type { Connections } from '../../browser/types.ts';
import type { RenderedForm } from '../../catalog/rendered.ts';
import type { Step } from '../../catalog/schema/form.ts';
import type { EffectControl, SendReport } from '../../flow/ports.ts';
import { explain } from './explain.ts';
import { isSeen } from './find.ts';
import { endAtWall } from './obstacles/wall.ts';
import { FormEnded, type Run, StepTrouble } from './run.ts';
import { pageScope } from './scope.ts';
import { openPage } from './steps/goto.ts';
import { perform } from './steps/verbs.ts';
import { type Crossing, submit } from './submit.ts';
import type { TimeLeft } from './time-left.ts';
import { watchTraffic } from './traffic.ts';

export interface Attempt {
  readonly form: RenderedForm;
  readonly time: TimeLeft;
  readonly control: EffectControl;
  readonly crossing: Crossing;
}

/** What brings no other page: what could stand in the way is looked for after the others, and before the submit. */
const FILLS_IN: ReadonlySet<Step['do']> = new Set(['fill', 'select', 'choose', 'check', 'upload']);

/** Fills in one form, step by step, and sends it. Throws what the browser throws when it or the page is gone. */
export async function fillIn(
  attempt: Attempt,
  context: BrowserContext,
  connections: Connections,
): Promise<SendReport> {
  const { form, time } = attempt;
  const page = await context.newPage();
  // A page that has crashed answers no call; closed, it fails them all at once.
  page.on('crash', () => void page.close().catch(() => undefined));
  const run: Run = { page, form, time, connections, traffic: watchTraffic(page), scope: pageScope(page) };
  try {
    return await goThrough(run, attempt);
  } catch (error) {
    if (error instanceof FormEnded) return error.report;
    throw error;
  }
}

async function goThrough(run: Run, attempt: Attempt): Promise<SendReport> {
  const { steps, spec, url } = run.form;
  if (steps[0]?.do !== 'goto')
    await explained(run, 'step_0_goto', () => openPage(run, url, spec.stepTimeout));
  let changed = true;
  for (const [index, step] of steps.entries()) {
    const code = `step_${index + 1}_${step.do}`;
    const within = run.time.atMost(step.timeout ?? spec.stepTimeout);
    const report = await explained(run, code, () => doStep(run, step, code, within, attempt, changed));
    if (report !== undefined) return report;
    changed = !FILLS_IN.has(step.do);
  }
  throw new Error('a form without a submit');
}

async function doStep(
  run: Run,
  step: Step,
  code: string,
  within: number,
  attempt: Attempt,
  changed: boolean,
): Promise<SendReport | undefined> {
  if (step.ifSeen !== undefined && !(await isSeen(run, step.ifSeen, step.ifSeenWithin))) return undefined;
  if (step.do === 'submit') return submit(run, step, code, within, attempt.control, attempt.crossing);
  if (step.do !== 'goto' && changed) await endAtWall(run, false);
  await perform(run, step, within);
  return undefined;
}

async function explained<T>(run: Run, code: string, deed: () => Promise<T>): Promise<T> {
  try {
    return await deed();
  } catch (error) {
    if (error instanceof StepTrouble) throw new FormEnded(await explain(run, error, code));
    throw error;
  }
}
