import type { Act } from '../../../domain/act.ts';
import { ACT_REASONS } from '../../../domain/event.ts';
import type { Person } from '../../../flow/caller.ts';
import type { ActAnswer } from '../../../flow/people/acts/order.ts';
import { useText } from '../../layout/view.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { Select } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Heading } from '../../ui/heading.tsx';
import { Table } from '../../ui/table.tsx';

/** Asks once more, says what it will do, and wants a reason for the record. */
export function ConfirmView({
  act,
  ids,
  people,
}: {
  act: Act;
  ids: readonly string[];
  people: readonly Person[];
}) {
  const { acts: t } = useText().ops;
  return (
    <>
      <Heading title={t.confirm(t.names[act], ids.length)} intro={t.about[act]} />
      <Card>
        <Form action="/search/do" class="stack">
          {ids.map((id) => (
            <input type="hidden" name="id" value={id} />
          ))}
          {act === 'assign' ? (
            <Select
              name="to"
              label={t.to}
              choices={[
                { value: '', text: t.nobody },
                ...people.map(({ id, label }) => ({ value: id, text: `${label} (${id})` })),
              ]}
            />
          ) : null}
          <Select
            name="why"
            label={t.why}
            hint={t.whyHint}
            required
            choices={[
              { value: '', text: t.chooseReason },
              ...ACT_REASONS.map((value) => ({ value, text: t.reasons[value] })),
            ]}
          />
          <p class="row">
            <button type="submit" class="button button-main" name="act" value={act}>
              {t.confirm(t.names[act], ids.length)}
            </button>
            <a class="button" href="/search">
              {t.cancel}
            </a>
          </p>
        </Form>
        <details>
          <summary>{t.chosen(ids.length)}</summary>
          <ul class="names mono">
            {ids.map((id) => (
              <li>{id}</li>
            ))}
          </ul>
        </details>
      </Card>
    </>
  );
}

/** What became of each. */
export function ResultsView({ act, answers }: { act: Act; answers: readonly ActAnswer[] }) {
  const { acts: t, search } = useText().ops;
  const refusals: Readonly<Record<string, string>> = t.refused;
  const done = answers.filter((one) => one.done).length;
  return (
    <>
      <Heading
        title={`${t.names[act]}: ${t.results}`}
        intro={t.resultsIntro(done, answers.length - done)}
        actions={
          <a class="button" href="/search">
            {t.back}
          </a>
        }
      />
      <Table
        caption={t.results}
        rows={answers.toSorted((a, b) => Number(a.done) - Number(b.done))}
        columns={[
          {
            title: search.takedown,
            cell: (one) => (
              <a class="mono" href={`/search/${one.id}`}>
                {one.id}
              </a>
            ),
          },
          {
            title: t.results,
            cell: (one) =>
              one.done ? <Badge tone="ok">{t.done}</Badge> : (refusals[one.code] ?? one.message),
          },
        ]}
      />
    </>
  );
}
