import { EVERYTHING } from '../../../flow/ledger.ts';
import { assertDesk } from '../../../flow/people/desks.ts';
import { resetCircuit, resumeDesk, stopDesk } from '../../../flow/people/switches.ts';
import { line } from '../../../wire/common.ts';
import type { WebApp } from '../../desk.ts';
import { allow } from '../../guard/allow.ts';
import { show } from '../../layout/show.tsx';
import { ConfirmStopView, SwitchesView } from './view.tsx';

const Why = line(300);

/** `/switches`: what is stopped, and channels that rest; stopping asks once more. */
export function switchesPage(app: WebApp): void {
  app.get('/switches', allow('ops'), async (c) => {
    const { desk, view } = c.var;
    const [stops, circuits] = await Promise.all([desk.deps.ledger.stops(), desk.deps.ledger.circuits()]);
    const labels = await desk.views.tokenLabels(stops.map((one) => one.by));
    const scopes = [EVERYTHING, ...desk.deps.catalog.recipients.keys()];
    return show(
      c,
      { title: view.t.ops.switches.title, section: 'switches' },
      <SwitchesView
        stops={stops.map((one) => ({ ...one, by: labels.get(one.by) ?? one.by }))}
        circuits={circuits}
        scopes={scopes}
        scope={c.req.query('scope')?.slice(0, 200)}
      />,
    );
  });

  app.post('/switches/confirm', allow('ops'), async (c) => {
    const { desk, view, form } = c.var;
    const scope = form.text('scope');
    assertDesk(desk.deps.catalog, scope);
    const why = Why.safeParse(form.text('why')).data;
    if (why === undefined) return c.redirect('/switches', 303);
    return show(
      c,
      { title: view.t.ops.switches.title, section: 'switches' },
      <ConfirmStopView scope={scope} why={why} />,
    );
  });
  app.get('/switches/confirm', (c) => c.redirect('/switches', 303));

  app.post('/switches/stop', allow('ops'), async (c) => {
    const { desk, form } = c.var;
    const why = Why.safeParse(form.text('why')).data;
    if (why === undefined) return c.redirect('/switches', 303);
    await stopDesk(desk.deps, form.text('scope'), desk.caller.tokenId, why);
    return c.redirect('/switches?done=stopped', 303);
  });

  app.post('/switches/resume', allow('ops'), async (c) => {
    const { desk, form } = c.var;
    await resumeDesk(desk.deps, form.text('scope'), desk.caller.tokenId);
    return c.redirect('/switches?done=resumed', 303);
  });

  app.post('/switches/reset', allow('ops'), async (c) => {
    const { desk, form } = c.var;
    await resetCircuit(desk.deps, form.text('channel'), desk.caller.tokenId);
    return c.redirect('/switches?done=circuit_reset', 303);
  });
}
