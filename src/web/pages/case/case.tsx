import { problemsOf } from '../../../flow/intake/problems.ts';
import { shareCase, unshareCase } from '../../../flow/people/share.ts';
import { InvalidRequest } from '../../../http/problems/invalid.ts';
import { caseOf } from '../../../http/routes/who.ts';
import { Cursor } from '../../../wire/common.ts';
import { NewShare, Unshare } from '../../../wire/share.ts';
import type { WebApp } from '../../desk.ts';
import { allow } from '../../guard/allow.ts';
import { show } from '../../layout/show.tsx';
import { caseModel } from './model.ts';
import { CaseView } from './view.tsx';

/** `/cases/ID`: one person's affair, with sharing for leads. */
export function casePage(app: WebApp): void {
  app.get('/cases/:id', allow('helpline'), async (c) => {
    const { desk, view } = c.var;
    const cursor = Cursor.safeParse(c.req.query('cursor')).data;
    const model = await caseModel(desk, c.req.param('id'), cursor);
    // The reference may well be a name: it stands on the page and not in its title.
    const head = { title: view.t.takedown.case, section: 'cases', live: `case:${model.line.id}` } as const;
    return show(c, head, <CaseView model={model} />);
  });

  app.post('/cases/:id/share', allow('lead'), async (c) => {
    const { desk, form } = c.var;
    const { id } = await caseOf(desk, c.req.param('id'));
    const parsed = NewShare.safeParse({ helplineId: form.text('helpline'), access: form.text('access') });
    if (!parsed.success) throw new InvalidRequest(problemsOf(parsed.error));
    const { helplineId, access } = parsed.data;
    const tools = { shares: desk.shares, clock: desk.deps.clock };
    await shareCase(tools, desk.caller, id, helplineId, access);
    return c.redirect(`/cases/${id}?done=shared`, 303);
  });

  app.post('/cases/:id/unshare', allow('lead'), async (c) => {
    const { desk, form } = c.var;
    const { id } = await caseOf(desk, c.req.param('id'));
    const parsed = Unshare.safeParse({ helplineId: form.text('helpline') });
    if (!parsed.success) throw new InvalidRequest(problemsOf(parsed.error));
    const tools = { shares: desk.shares, clock: desk.deps.clock };
    await unshareCase(tools, desk.caller, id, parsed.data.helplineId);
    return c.redirect(`/cases/${id}?done=unshared`, 303);
  });
}
