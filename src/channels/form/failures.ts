import type { RenderedForm } from '../../catalog/rendered.ts';
import type { SendReport } from '../../flow/ports.ts';
import { evidence } from './evidence.ts';
import { holds } from './expectation.ts';
import { type Glance, glance } from './page-text.ts';
import { readReference } from './reference.ts';
import type { Run } from './run.ts';

export type Failure = RenderedForm['spec']['failures'][number];

/** The first failure of the platform's file that the page shows, but for those that it showed before. */
export async function matchingFailure(
  run: Run,
  but: readonly Failure[],
  said: Glance,
): Promise<Failure | undefined> {
  for (const failure of run.form.spec.failures) {
    if (!but.includes(failure) && (await holds(run, failure, said))) return failure;
  }
  return undefined;
}

export async function failuresShown(run: Run, said: Glance): Promise<readonly Failure[]> {
  const shown: Failure[] = [];
  for (const failure of run.form.spec.failures) if (await holds(run, failure, said)) shown.push(failure);
  return shown;
}

export async function reportFailure(run: Run, failure: Failure, said = glance(run)): Promise<SendReport> {
  const words = await evidence(run, failure.text, said);
  const number = run.form.spec.failures.indexOf(failure) + 1;
  const code = `form_${failure.means}_${number}`;
  if (failure.means === 'refused') {
    return { delivery: { result: 'refused', code, reason: failure.reason ?? 'other' }, evidence: words };
  }
  if (failure.means === 'says_gone') {
    const reference = await readReference(run, said);
    const hasReference = reference !== undefined;
    return { delivery: { result: 'says_gone', code, hasReference }, reference, evidence: words };
  }
  return { delivery: { result: failure.means, code }, evidence: words };
}
