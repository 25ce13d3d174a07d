import type { CaseId, HelplineId, TakedownId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';

/** A case and how far its takedowns are from their end. */
export interface CaseStanding {
  readonly id: CaseId;
  readonly helplineId: HelplineId;
  readonly createdAt: Instant;
  readonly erasedAt: Instant | null;
  readonly takedowns: readonly {
    readonly id: TakedownId;
    readonly ended: boolean;
    readonly erased: boolean;
  }[];
}

/** What somebody did with a whole case, on record. */
export const CASE_ACTS = ['exported', 'erased'] as const;
export interface CaseAct {
  readonly act: (typeof CASE_ACTS)[number];
  readonly by: string;
  readonly at: Instant;
}

/** What is left of an erased case: ids, counts, times, short codes and hashes. Nothing red. */
export interface CaseRemains {
  readonly caseId: CaseId;
  readonly helplineId: HelplineId;
  readonly createdAt: Instant;
  readonly erasedAt: Instant;
  readonly erasedBy: string;
  /** Sealed values and keyed hashes that are still there: 0. */
  readonly sealed: number;
  readonly counts: {
    readonly takedowns: number;
    readonly events: number;
    readonly attempts: number;
    readonly checks: number;
    readonly tasks: number;
  };
  readonly acts: readonly CaseAct[];
  readonly takedowns: readonly {
    readonly id: TakedownId;
    readonly platform: string | null;
    readonly host: string;
    readonly outcome: string | null;
    readonly createdAt: Instant;
    readonly updatedAt: Instant;
    readonly events: number;
    /** The end of its hash chain, in hex: whoever noted it can prove that the record was not altered since. */
    readonly head: string;
  }[];
}

/** What the flow needs of the ledger about whole cases. */
export interface CaseLedger {
  caseStanding(id: CaseId): Promise<CaseStanding | undefined>;
  /** The case with this reference of this helpline, if it is there. */
  findCase(helplineId: HelplineId, reference: string): Promise<CaseId | undefined>;
  /**
   * Destroys the key of a case, and what is sealed under it, in one transaction; a case that was erased stays so.
   *
   * @throws RedressError `case_unknown`; `case_open` while a takedown of it lacks its event `erased`
   */
  eraseCase(id: CaseId, by: string, now: Instant): Promise<CaseRemains>;
  /** What was done with a case, oldest first. */
  caseActs(id: CaseId): Promise<readonly CaseAct[]>;
  /** Puts on record what somebody did with a case. */
  recordCaseAct(id: CaseId, act: CaseAct): Promise<void>;
}
