import { reveal } from '../../../flow/people/reveal.ts';
import { wireRevealed } from '../../../http/present/revealed.ts';
import { takedownOf } from '../../../http/routes/who.ts';
import type { WebApp } from '../../desk.ts';
import { allow } from '../../guard/allow.ts';
import { show } from '../../layout/show.tsx';
import { takedownActs } from './acts.ts';
import { takedownModel } from './model.ts';
import { RevealedView } from './reveal-view.tsx';
import { namesIn } from './tell.ts';
import { TakedownView } from './view.tsx';

/** `/takedowns/ID`: what was sent to whom, what came back, what comes next and why. */
export function takedownPage(app: WebApp): void {
  app.get('/takedowns/:id', allow('helpline'), async (c) => {
    const { desk, view } = c.var;
    const model = await takedownModel(desk, c.req.param('id'), view.t);
    const head = { title: model.host, section: 'cases', live: `takedown:${model.id}` } as const;
    return show(c, head, <TakedownView model={model} />);
  });

  // Shown in the answer itself: what is red has no address of its own, and whoever loads it anew asks anew.
  app.post('/takedowns/:id/reveal', allow('lead'), async (c) => {
    const { desk, view } = c.var;
    const { line } = await takedownOf(desk, c.req.param('id'));
    const shown = await reveal({ ...desk.deps, shares: desk.shares }, desk.caller, line.id, (id) =>
      desk.views.show(id),
    );
    const model = await takedownModel(desk, line.id, view.t);
    const names = namesIn(desk.deps.catalog);
    const revealed = <RevealedView id={line.id} red={wireRevealed(shown)} names={names} />;
    return show(
      c,
      { title: line.host, section: 'cases' },
      <TakedownView model={model} revealed={revealed} />,
    );
  });
  app.get('/takedowns/:id/reveal', (c) => c.redirect(`/takedowns/${c.req.param('id')}`, 303));

  takedownActs(app);
}
