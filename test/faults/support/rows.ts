import { expect, type TestContext } from 'vitest';

/** One row of the fault table: what came of the takedowns that lived through a fault, counted at the desks. */
export interface FaultRow {
  readonly fault: string;
  readonly takedowns: number;
  /** Takedowns that did not come to their expected end. */
  readonly lost: number;
  /** Mails that a desk got again, under the Message-ID it knew. */
  readonly emailsRepeated: number;
  /** API reports that a desk got again, under the Idempotency-Key it knew. */
  readonly apiRepeated: number;
  /** Notices that a desk took as a new one although it had one about this post: of e-mail, API and form. */
  readonly doubled: { readonly email: number; readonly api: number; readonly form: number };
  readonly notes: string;
  /** What came out otherwise than it must: of use to whoever looks for the reason. */
  readonly unexplained?: readonly unknown[] | undefined;
}

declare module 'vitest' {
  interface TaskMeta {
    fault?: FaultRow;
  }
}

/** Puts a row into the table that the run ends with, then demands that nothing was lost and nothing doubled. */
export function report({ task }: Pick<TestContext, 'task'>, row: FaultRow): void {
  task.meta.fault = row;
  expect(row.unexplained ?? []).toEqual([]);
  expect(row).toMatchObject({ lost: 0, doubled: { email: 0, api: 0, form: 0 } });
}
