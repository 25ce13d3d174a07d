import type { Pool } from 'pg';
import type { DeadlineOf } from '../../domain/statistics/cycle-end.ts';
import type { FigureKeeper } from '../../flow/figures.ts';
import type { Logger } from '../../flow/ports.ts';
import { project } from './project.ts';
import { refresh } from './refresh.ts';

/** See the contract, `FigureKeeper`. `deadlineOf` is the law as the catalogue has it today. */
export function makeFigureKeeper(pool: Pool, log: Logger): (deadlineOf: DeadlineOf) => FigureKeeper {
  return (deadlineOf) => ({
    project: (limit, now) => project(pool, deadlineOf, log, limit, now),
    refresh: (now) => refresh(pool, now),
  });
}
