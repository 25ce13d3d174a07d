import { ACTS, MOST_ACTS } from '../../../domain/act.ts';
import { ACT_REASONS } from '../../../domain/event.ts';
import type { ActOrder } from '../../../flow/people/acts/order.ts';
import type { Desk } from '../../../http/desk.ts';
import type { WebApp } from '../../desk.ts';
import type { Form } from '../../guard/form.ts';
import { show } from '../../layout/show.tsx';
import { ConfirmView, ResultsView } from './many-view.tsx';

/** Acts on many takedowns: chosen, confirmed, done, and each answered on its own. */
export function manyActs(app: WebApp): void {
  app.post('/search/confirm', async (c) => {
    const { desk, view, form } = c.var;
    const ids = idsIn(form);
    const act = ACTS.find((one) => one === form.text('act'));
    if (ids.length === 0 || act === undefined) return c.redirect('/search?say=none', 303);
    const people = act === 'assign' ? await peopleFor(desk, ids) : [];
    return show(
      c,
      { title: view.t.ops.acts.names[act], section: 'search' },
      <ConfirmView act={act} ids={ids} people={people} />,
    );
  });

  app.post('/search/do', async (c) => {
    const { desk, view, form } = c.var;
    const [ids, order] = [idsIn(form), orderIn(form)];
    if (ids.length === 0 || order === undefined) return c.redirect('/search?say=none', 303);
    const answers = await desk.acts.do(ids, order);
    // All went well: there is nothing to read, and loading the page anew does nothing again.
    if (answers.every((one) => one.done)) {
      return c.redirect(ids.length === 1 ? `/search/${ids[0]}?done=acted` : '/search?done=acted', 303);
    }
    return show(
      c,
      { title: view.t.ops.acts.results, section: 'search' },
      <ResultsView act={order.act} answers={answers} />,
    );
  });

  // Who loads an answer of these anew by its address gets back to the search.
  for (const path of ['/search/confirm', '/search/do', '/search/reference']) {
    app.get(path, (c) => c.redirect('/search', 303));
  }
}

function idsIn(form: Form): readonly string[] {
  return [...new Set(form.texts('id'))].filter((id) => /^td_[a-z0-9-]{1,60}$/.test(id)).slice(0, MOST_ACTS);
}

function orderIn(form: Form): ActOrder | undefined {
  const act = ACTS.find((one) => one === form.text('act'));
  const why = ACT_REASONS.find((one) => one === form.text('why'));
  if (act === undefined || why === undefined) return undefined;
  return act === 'assign' ? { act, why, to: form.optional('to') ?? null } : { act, why };
}

/** Tasks are given to people of the helpline whose they are: ops see those of the first that is chosen. */
async function peopleFor({ caller, acts, views }: Desk, ids: readonly string[]) {
  if (caller.kind === 'helpline') return acts.people(caller.helplineId);
  const first = await views.takedown(ids[0] ?? '');
  return first === undefined ? [] : acts.people(first.line.helplineId);
}
