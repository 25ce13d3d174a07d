import type { Problem } from '../../../domain/errors.ts';
import type { CaseId, TakedownId } from '../../../domain/ids.ts';
import type { IntakeAnswer } from '../../../flow/intake/intake.ts';
import { intake } from '../../../flow/intake/intake.ts';
import type { Helpline } from '../../../flow/ledger.ts';
import type { Desk } from '../../../http/desk.ts';
import { type Given, requestWith } from './given.ts';
import type { Report } from './rows.ts';

/** What became of a report. */
export interface Result {
  readonly accepted: number;
  readonly duplicates: readonly TakedownId[];
  readonly minors: number;
  readonly rejected: readonly {
    readonly line: number | undefined;
    /** Empty for a row that has none. */
    readonly url: string;
    readonly problems: readonly Problem[];
  }[];
  /** Of the first address that is being worked on. */
  readonly caseId: CaseId | undefined;
}

/** Reports all addresses: each is taken or refused on its own, and one that is open already is found again. */
export async function reportAll(
  desk: Desk,
  helpline: Helpline,
  report: Report,
  given: Given,
): Promise<Result> {
  const good = report.rows.filter((row) => row.problems.length === 0);
  const requests = good.map((row) => requestWith(row.request, given));
  const answers = await intake(desk.deps, helpline, desk.caller.tokenId, requests);
  const of = <R extends IntakeAnswer['result']>(result: R) =>
    answers.filter((one): one is Extract<IntakeAnswer, { result: R }> => one.result === result);
  const taken = of('accepted')[0] ?? of('duplicate')[0];
  const answered = new Map(good.map((row, index) => [row, answers[index]]));
  return {
    accepted: of('accepted').length,
    duplicates: of('duplicate').map((one) => one.id),
    minors: of('minor_route').length,
    rejected: report.rows.flatMap((row) => {
      const answer = answered.get(row);
      const problems = answer?.result === 'rejected' ? answer.problems : row.problems;
      const url = row.request['url'];
      return problems.length === 0
        ? []
        : [{ line: row.line, url: typeof url === 'string' ? url : '', problems }];
    }),
    caseId: taken === undefined ? undefined : (await desk.views.takedown(taken.id))?.line.caseId,
  };
}
