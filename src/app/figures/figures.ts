import type { Catalog } from '../../catalog/catalog.ts';
import { strictestDeadline } from '../../catalog/law/strictest-deadline.ts';
import type { DeadlineOf } from '../../domain/statistics/cycle-end.ts';
import type { Base } from '../base.ts';
import { type FiguresLoop, startFiguresLoop } from './figures-loop.ts';

/** The law as the catalogue has it: of the regimes that were in force when the notice arrived. */
export function deadlineBy({ regimes }: Pick<Catalog, 'regimes'>): DeadlineOf {
  return (ids, arrivedAt) => {
    const known = ids.map((id) => regimes.get(id)).filter((one) => one !== undefined);
    return strictestDeadline(known, arrivedAt, arrivedAt)?.at ?? null;
  };
}

/** Keeps the figures of all helplines, until it is stopped. */
export function openFigures({ deps, handle, catalog }: Base): FiguresLoop {
  const { clock, log, worker } = deps;
  return startFiguresLoop({ keeper: handle.figureKeeper(deadlineBy(catalog)), clock, log, worker });
}
