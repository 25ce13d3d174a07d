import type { Act } from '../../../domain/act.ts';
import type { Web, WebApp } from '../../desk.ts';
import { show } from '../../layout/show.tsx';
import { useText } from '../../layout/view.ts';
import { Card } from '../../ui/card.tsx';
import { Form } from '../../ui/form.tsx';
import { takedownModel } from '../takedown/model.ts';
import { TakedownView } from '../takedown/view.tsx';

/** `/search/ID`: a takedown as ops see it. People of a helpline have a page with more of it. */
export function onePage(app: WebApp, _web: Web): void {
  app.get('/search/:id', async (c) => {
    const { desk, view } = c.var;
    const id = c.req.param('id');
    if (desk.caller.kind === 'helpline') return c.redirect(`/takedowns/${encodeURIComponent(id)}`, 303);
    const model = await takedownModel(desk, id, view.t);
    const acts = actsFor(model.status === 'ended', model.status === 'paused', model.task !== undefined);
    return show(
      c,
      { title: model.host, section: 'search', live: `takedown:${model.id}` },
      <>
        <TakedownView model={model} revealed={<p class="muted">{view.t.ops.search.red}</p>} />
        {acts.length === 0 ? null : <OneActs id={model.id} acts={acts} />}
      </>,
    );
  });
}

/** What may be asked for: whether it can be done is said when it is tried. */
function actsFor(ended: boolean, paused: boolean, task: boolean): readonly Act[] {
  if (ended) return [];
  const assign: readonly Act[] = task ? ['assign'] : [];
  return paused ? ['unpause', ...assign] : ['retry', 'escalate', 'pause', ...assign];
}

function OneActs({ id, acts }: { id: string; acts: readonly Act[] }) {
  const t = useText();
  return (
    <Card title={t.takedown.actsTitle} fresh="acts">
      <Form action="/search/confirm" class="row">
        <input type="hidden" name="id" value={id} />
        {acts.map((act) => (
          <button type="submit" class="button" name="act" value={act}>
            {t.ops.acts.names[act]}
          </button>
        ))}
      </Form>
    </Card>
  );
}
