import type { CaseId, HelplineId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Status } from '../../flow/ledger.ts';

export interface ListFilter {
  readonly helplineId?: HelplineId | undefined;
  readonly status?: readonly Status[] | undefined;
  readonly platform?: string | undefined;
  readonly host?: string | undefined;
  readonly outcome?: string | undefined;
  /** Whose strictest deadline ends at or before this moment. */
  readonly deadlineBefore?: Instant | undefined;
  readonly caseId?: CaseId | undefined;
  /** Exactly as the helpline wrote it. */
  readonly caseReference?: string | undefined;
  /** At most 500; 50 by default. */
  readonly limit?: number | undefined;
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
}
