import type { Pool } from 'pg';
import type { DeriveKey } from './derive-key.ts';
import { type IntakeJobs, makeIntakeJobs } from './jobs.ts';
import { type IntakeSecrets, makeIntakeSecrets } from './secrets.ts';

/** What the intake queue keeps in the ledger. */
export interface IntakeStore {
  readonly secrets: IntakeSecrets;
  readonly jobs: IntakeJobs;
}

export function makeIntakeStore(pool: Pool, derive: DeriveKey): IntakeStore {
  return { secrets: makeIntakeSecrets(pool, derive), jobs: makeIntakeJobs(pool, derive) };
}
