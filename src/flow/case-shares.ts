import type { CaseId, HelplineId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import type { Change, Stored } from './ledger.ts';

/** What another helpline may do with a case that was shared with it: read states, or do the tasks too. */
export const ACCESSES = ['read', 'act'] as const;
export type Access = (typeof ACCESSES)[number];

/** A case in the hands of a second helpline (the international hand-over). Ended ones stay for the record. */
export interface CaseShare {
  readonly caseId: CaseId;
  /** Whose case it is, and stays. */
  readonly ownerId: HelplineId;
  /** With whom it is shared. */
  readonly helplineId: HelplineId;
  readonly access: Access;
  readonly sharedAt: Instant;
  readonly sharedBy: string;
  readonly endedAt: Instant | null;
  readonly endedBy: string | null;
}

export interface NewShare {
  readonly caseId: CaseId;
  readonly ownerId: HelplineId;
  readonly helplineId: HelplineId;
  readonly access: Access;
  readonly at: Instant;
  readonly by: string;
}

export type EndedShare = Omit<NewShare, 'access'>;

/** What the event of each takedown of the case becomes: its row stays locked meanwhile, so nobody writes between. */
export type ShareStep = (stored: Stored) => Change;

/** Who shares which case with whom. Each write is one transaction with the events of the case's takedowns. */
export interface CaseShares {
  /**
   * False when it is shared with that helpline in this way already; another way of sharing ends and the new begins.
   *
   * @throws RedressError `case_unknown` (also for another helpline's), `case_erased`, `helpline_unknown`
   */
  share(share: NewShare, step: ShareStep): Promise<boolean>;
  /**
   * False when it was not shared with that helpline.
   *
   * @throws RedressError `case_unknown`
   */
  unshare(share: EndedShare, step: ShareStep): Promise<boolean>;
  /** Of one case, ended ones too, oldest first. */
  of(caseId: CaseId): Promise<readonly CaseShare[]>;
  /** All that last: in the scope of a helpline, those that it gave and those that it got. Oldest first. */
  live(): Promise<readonly CaseShare[]>;
  /** How a helpline may treat a case now; undefined when it is none of its business. */
  accessOf(caseId: CaseId, helplineId: HelplineId): Promise<'own' | Access | undefined>;
}
