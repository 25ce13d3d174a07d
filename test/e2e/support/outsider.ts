import { openBase } from '../../../src/app/base.ts';
import { packageRoot } from '../../../src/app/package-root.ts';
import { PRACTICE_HELPLINE } from '../../../src/app/practice-helpline.ts';
import { readConfig } from '../../../src/config.ts';
import { fold } from '../../../src/domain/fold.ts';
import { intake } from '../../../src/flow/intake/intake.ts';
import type { AuditSummary } from '../../../src/ledger/audit/verify.ts';
import { silentLogger } from '../../support/silent-logger.ts';
import type { Environment } from './redress.ts';
import { requestAbout } from './request.ts';

/** This process beside those that serve: it works on the same ledger, as a short command does. */
export interface Outsider {
  submit(urls: readonly string[]): Promise<void>;
  /** How many takedowns have ended how, and how many wait for a person. */
  standing(): Promise<Readonly<Record<string, number>>>;
  audit(): Promise<AuditSummary>;
  close(): Promise<void>;
}

export async function outsider(env: Environment): Promise<Outsider> {
  const base = await openBase(readConfig(env, packageRoot()), silentLogger);
  const { handle, deps } = base;
  return {
    submit: async (urls) => {
      const requests = urls.map((url) => requestAbout(url));
      const answers = await intake(deps, PRACTICE_HELPLINE, 'test', requests);
      const refused = answers.filter((answer) => answer.result !== 'accepted');
      if (refused.length > 0) throw new Error(JSON.stringify(refused));
    },
    standing: async () => {
      const { byOutcome, byStatus } = await handle.views.counts(Date.now());
      return { ...byOutcome, person: byStatus.person };
    },
    audit: () => handle.verifyAudit({ fold }),
    close: () => base.close(),
  };
}
