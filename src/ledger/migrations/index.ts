import { first } from './0001-first.ts';
import { circuitsAndStops } from './0002-circuits-and-stops.ts';
import { openTasksByKind } from './0003-open-tasks-by-kind.ts';
import { forgetEvents } from './0004-forget-events.ts';
import { workers } from './0005-workers.ts';
import { lighterUpdates } from './0006-lighter-updates.ts';
import { tenants } from './0010-tenants.ts';
import { feedAndIntake } from './0011-feed-and-intake.ts';
import { dataProtection } from './0012-data-protection.ts';
import { api } from './0013-api.ts';
import { sessions } from './0014-sessions.ts';
import { figures } from './0015-figures.ts';
import { acts } from './0016-acts.ts';
import { apiLimits } from './0020-api-limits.ts';

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** In order, forward only. One that was released is never edited: add another. SQL is code, so dist/ carries it. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: 'first', sql: first },
  { version: 2, name: 'circuits-and-stops', sql: circuitsAndStops },
  { version: 3, name: 'open-tasks-by-kind', sql: openTasksByKind },
  { version: 4, name: 'forget-events', sql: forgetEvents },
  { version: 5, name: 'workers', sql: workers },
  { version: 6, name: 'lighter-updates', sql: lighterUpdates },
  { version: 10, name: 'tenants', sql: tenants },
  { version: 11, name: 'feed-and-intake', sql: feedAndIntake },
  { version: 12, name: 'data-protection', sql: dataProtection },
  { version: 13, name: 'api', sql: api },
  { version: 14, name: 'sessions', sql: sessions },
  { version: 15, name: 'figures', sql: figures },
  { version: 16, name: 'acts', sql: acts },
  { version: 20, name: 'api-limits', sql: apiLimits },
];
