import type { Finding } from '../files/fault.ts';
import type { ReadFiles } from '../files/read-files.ts';
import type { Recipient } from '../schema/recipient.ts';
import type { Regime } from '../schema/regime.ts';
import type { Templates } from '../template/engine.ts';

/** What the checks of one file may look at in the others. */
export interface CheckContext {
  /** Those that fit their schema. */
  readonly recipients: ReadonlyMap<string, Recipient>;
  readonly regimes: ReadonlyMap<string, Regime>;
  /** All that have a file, whole or broken. */
  readonly named: ReadFiles['named'];
  /** Engine that lets nothing undefined pass. */
  readonly templates: Templates;
  /** All paths that a notice can have. */
  readonly noticePaths: ReadonlySet<string>;
}

/** One subject that is looked at in each recipient file. */
export type RecipientCheck = (recipient: Recipient, context: CheckContext) => Finding[];
