import type { Page } from 'playwright';
import type { Connections } from '../../browser/types.ts';
import type { RenderedForm } from '../../catalog/rendered.ts';
import type { SendReport } from '../../flow/ports.ts';
import type { Scope } from './scope.ts';
import type { TimeLeft } from './time-left.ts';
import type { Traffic } from './traffic.ts';

/** One form being filled in: what every step needs. `scope` is where the steps act now. */
export interface Run {
  readonly page: Page;
  readonly form: RenderedForm;
  readonly traffic: Traffic;
  readonly time: TimeLeft;
  readonly connections: Connections;
  scope: Scope;
}

/** Ends the form with a result, from however deep within. */
export class FormEnded extends Error {
  override readonly name = 'FormEnded';
  readonly report: SendReport;
  constructor(report: SendReport) {
    super(report.delivery.code);
    this.report = report;
  }
}

/** What can be wrong with a step. It becomes the last part of the code: `step_4_fill_not_found`. */
export type Trouble =
  | 'not_found'
  | 'ambiguous'
  | 'not_ready'
  | 'disabled'
  | 'no_option'
  | 'not_seen'
  | 'wrong_element'
  | 'download'
  | 'bad_address'
  | 'success_shown_before';

/** A step could not be done. Why is looked into by `explain`: a challenge, a login, an outage or a changed form. */
export class StepTrouble extends Error {
  override readonly name = 'StepTrouble';
  readonly trouble: Trouble;
  constructor(trouble: Trouble) {
    super(trouble);
    this.trouble = trouble;
  }
}
