import { helplineIdOf } from '../../../http/routes/who.ts';
import { Cursor } from '../../../wire/common.ts';
import type { WebApp } from '../../desk.ts';
import { allow } from '../../guard/allow.ts';
import { show } from '../../layout/show.tsx';
import { caseLine } from './model.ts';
import { CasesView } from './view.tsx';

const PAGE = 25;

/** `/cases`: the cases of the helpline, or those that others share with it, newest first. */
export function casesPage(app: WebApp): void {
  app.get('/cases', allow('helpline'), async (c) => {
    const { desk, view } = c.var;
    const shared = c.req.query('shared') === 'yes';
    const cursor = Cursor.safeParse(c.req.query('cursor')).data;
    const mine = helplineIdOf(desk);
    const whose = shared ? { sharedWith: mine } : { helplineId: mine };
    const page = await desk.views.cases({ ...whose, limit: PAGE, cursor });
    return show(
      c,
      { title: view.t.cases.title, section: 'cases', live: 'any' },
      <CasesView cases={page.cases.map(caseLine)} shared={shared} next={page.next} cursor={cursor} />,
    );
  });
}
