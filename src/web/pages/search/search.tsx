import { line } from '../../../wire/common.ts';
import type { Web, WebApp } from '../../desk.ts';
import { show } from '../../layout/show.tsx';
import { askedIn, filterOf, idIn } from './filter.ts';
import { manyActs } from './many.tsx';
import { onePage } from './one.tsx';
import { SearchView } from './view.tsx';

const Reference = line(100);

/** `/search`: takedowns by what they are, for a helpline its own, and what can be done with many of them. */
export function searchPage(app: WebApp, web: Web): void {
  app.get('/search', async (c) => {
    const { desk, view } = c.var;
    const id = idIn((name) => c.req.query(name));
    if (id !== undefined) return c.redirect(`/search/${id}`, 303);
    const asked = askedIn((name) => c.req.query(name));
    const page = await desk.views.list(filterOf(asked));
    const platforms = [...desk.deps.catalog.recipients.values()].map(({ id: value, name }) => ({
      value,
      text: name,
    }));
    return show(
      c,
      { title: view.t.ops.search.title, section: 'search' },
      <SearchView
        asked={asked}
        page={page}
        platforms={platforms}
        isOps={desk.caller.kind === 'ops'}
        says={c.req.query('say') === 'none' ? view.t.ops.acts.noneChosen : undefined}
      />,
    );
  });

  // The reference of a case may well be a name: it stands in no address, so this answers a POST with the page.
  app.post('/search/reference', async (c) => {
    const { desk, view, form } = c.var;
    const caseReference = Reference.safeParse(form.text('reference')).data;
    const asked = askedIn(() => undefined);
    if (caseReference === undefined || desk.caller.kind === 'ops') return c.redirect('/search', 303);
    const page = await desk.views.list({
      helplineId: desk.caller.helplineId,
      caseReference,
      limit: asked.limit,
    });
    return show(
      c,
      { title: view.t.ops.search.title, section: 'search' },
      <SearchView asked={asked} page={{ ...page, next: null }} platforms={[]} isOps={false} />,
    );
  });

  manyActs(app);
  onePage(app, web);
}
