import { eventId, type Position, positionOf } from '../../../flow/feed.ts';
import type { Web, WebApp } from '../../desk.ts';
import { allow } from '../../guard/allow.ts';
import { show } from '../../layout/show.tsx';
import { namesIn, tell } from '../takedown/tell.ts';
import type { ActLine, Verified } from './model.ts';
import { AuditView, VerifiedView } from './view.tsx';

const PAGE = 50;

/** `/audit`: what people did, and how the record stands. */
export function auditPage(app: WebApp, web: Web): void {
  app.get('/audit', allow('ops'), async (c) => {
    const { desk, view } = c.var;
    const switches = c.req.query('of') === 'switches';
    const cursor = c.req.query('cursor');
    const [runs, page] = await Promise.all([
      desk.views.auditRuns(2),
      switches ? switchPage(numberIn(cursor)) : takedownPage(positionIn(cursor)),
    ]);
    return show(
      c,
      { title: view.t.ops.audit.title, section: 'audit' },
      <AuditView runs={runs} switches={switches} lines={page.lines} next={page.next} cursor={cursor} />,
    );

    async function takedownPage(before: Position | undefined) {
      const found = await desk.views.acts(before, PAGE + 1);
      const names = namesIn(desk.deps.catalog);
      const labels = await desk.views.tokenLabels(
        found.flatMap(({ event }) => ('by' in event ? [event.by] : [])),
      );
      const lines = found.slice(0, PAGE).map(({ takedownId, host, event }): ActLine => {
        const by = 'by' in event ? event.by : '';
        return {
          at: event.at,
          by: labels.get(by) ?? by,
          text: tell(event, view.t, names),
          takedown: { id: takedownId, host },
        };
      });
      const last = found.at(PAGE - 1);
      return { lines, next: found.length > PAGE && last !== undefined ? eventId(last.position) : null };
    }

    async function switchPage(before: number | undefined) {
      const found = await desk.views.switchActs(before, PAGE + 1);
      const labels = await desk.views.tokenLabels(found.map((one) => one.by));
      const words = view.t.ops.audit.switchActs;
      const lines = found.slice(0, PAGE).map(
        ({ act, what, by, at, why }): ActLine => ({
          at,
          by: labels.get(by) ?? by,
          text: `${words[act]}: ${what === '*' ? view.t.ops.switches.everything : what}${why === null ? '' : ` (${why})`}`,
          takedown: undefined,
        }),
      );
      const last = found.at(PAGE - 1);
      return { lines, next: found.length > PAGE && last !== undefined ? String(last.id) : null };
    }
  });

  app.post('/audit/verify', allow('ops'), async (c) => {
    const { view, form } = c.var;
    const id = form.text('id');
    const found: Verified = await web.verifyTakedown(id);
    return show(
      c,
      { title: view.t.ops.audit.verifyOne, section: 'audit' },
      <VerifiedView id={id} found={found} />,
    );
  });
  app.get('/audit/verify', (c) => c.redirect('/audit', 303));
}

const positionIn = (cursor: string | undefined): Position | undefined =>
  cursor === undefined ? undefined : positionOf(cursor);

function numberIn(cursor: string | undefined): number | undefined {
  return cursor !== undefined && /^\d{1,15}$/.test(cursor) ? Number(cursor) : undefined;
}
