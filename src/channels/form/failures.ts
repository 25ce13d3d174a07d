import type { RenderedForm } from '../../catalog/rendered.ts';
import type { SendReport } from '../../flow/ports.ts';
import { evidence } from './evidence.ts';
import { holds } from './expectation.ts';
import { readReference } from './reference.ts';
import type { Run } from './run.ts';

export type Failure = RenderedForm['spec']['failures'][number];

/** The first failure of the platform's file that the page shows, but for those that it showed before. */
export async function matchingFailure(run: Run, but: readonly Failure[]): Promise<Failure | undefined> {
  for (const failure of run.form.spec.failures) {
    if (!but.includes(failure) && (await holds(run, failure))) return failure;
  }
  return undefined;
}

export async function failuresShown(run: Run): Promise<readonly Failure[]> {
  const shown: Failure[] = [];
  for (const failure of run.form.spec.failures) if (await holds(run, failure)) shown.push(failure);
  return shown;
}

export async function reportFailure(run: Run, failure: Failure): Promise<SendReport> {
  const said = await evidence(run, failure.text);
  const number = run.form.spec.failures.indexOf(failure) + 1;
  const code = `form_${failure.means}_${number}`;
  if (failure.means === 'refused') {
    return { delivery: { result: 'refused', code, reason: failure.reason ?? 'other' }, evidence: said };
  }
  if (failure.means === 'says_gone') {
    const reference = await readReference(run);
    const hasReference = reference !== undefined;
    return { delivery: { result: 'says_gone', code, hasReference }, reference, evidence: said };
  }
  return { delivery: { result: failure.means, code }, evidence: said };
}
