import type { Web, WebApp } from '../../desk.ts';
import { allow } from '../../guard/allow.ts';
import { show } from '../../layout/show.tsx';
import { overviewOf } from './model.ts';
import { OverviewView } from './view.tsx';

const LAST_ERRORS = 12;

/** `/overview`: how everything stands, from the figures that are kept. */
export function overviewPage(app: WebApp, _web: Web): void {
  app.get('/overview', allow('ops'), async (c) => {
    const { desk, view } = c.var;
    const [totals, activity, world, circuits, stops, trouble, runs] = await Promise.all([
      desk.figures.totals(),
      desk.figures.activity(),
      desk.deps.worlds.current(),
      desk.deps.ledger.circuits(),
      desk.deps.ledger.stops(),
      desk.views.trouble(LAST_ERRORS),
      desk.views.auditRuns(1),
    ]);
    const model = overviewOf({
      totals,
      activity,
      drifted: [...world.drifted],
      circuits,
      stops: stops.length,
      trouble,
      broken: runs[0]?.broken ?? 0,
    });
    return show(
      c,
      { title: view.t.ops.overview.title, section: 'overview', live: 'any' },
      <OverviewView model={model} />,
    );
  });
}
