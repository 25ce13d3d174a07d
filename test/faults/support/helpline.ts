import { openBase } from '../../../src/app/base.ts';
import { packageRoot } from '../../../src/app/package-root.ts';
import { PRACTICE_HELPLINE } from '../../../src/app/practice-helpline.ts';
import { readConfig } from '../../../src/config.ts';
import { fold } from '../../../src/domain/fold.ts';
import { intake } from '../../../src/flow/intake/intake.ts';
import type { AuditSummary } from '../../../src/ledger/audit/verify.ts';
import type { Environment } from '../../e2e/support/redress.ts';
import { requestAbout } from '../../e2e/support/request.ts';
import { silentLogger } from '../../support/silent-logger.ts';

/** Who submits: beside the processes that are broken, on the same ledger, and never broken itself. */
export interface Helpline {
  /** Submits; answers the ids in the same order. */
  submit(urls: readonly string[]): Promise<readonly string[]>;
  audit(): Promise<AuditSummary>;
  close(): Promise<void>;
}

export async function openHelpline(env: Environment): Promise<Helpline> {
  const { handle, deps, close } = await openBase(readConfig(env, packageRoot()), silentLogger);
  return {
    submit: async (urls) => {
      const requests = urls.map((url) => requestAbout(url));
      const answers = await intake(deps, PRACTICE_HELPLINE, 'faults', requests);
      return answers.map((answer) => {
        if (answer.result !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(answer)}`);
        return answer.id;
      });
    },
    audit: () => handle.verifyAudit({ fold }),
    close,
  };
}
