import { ACTS } from '../../../domain/act.ts';
import { STATUSES } from '../../../flow/ledger.ts';
import { outcomeOf } from '../../../http/present/takedown.ts';
import type { ListedTakedown, Page } from '../../../ledger/views/list.ts';
import { useText } from '../../layout/view.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { Countdown } from '../../ui/countdown.tsx';
import { Empty } from '../../ui/empty.tsx';
import { type Choice, Field, Select } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Heading } from '../../ui/heading.tsx';
import { Pager } from '../../ui/pager.tsx';
import { State } from '../../ui/state.tsx';
import { Table } from '../../ui/table.tsx';
import { Ago } from '../../ui/time.tsx';
import { type Asked, queryOf, SIZES } from './filter.ts';

interface SearchModel {
  readonly asked: Asked;
  readonly page: Page;
  readonly platforms: readonly Choice[];
  readonly isOps: boolean;
  readonly says?: string | undefined;
}

export function SearchView({ asked, page, platforms, isOps, says }: SearchModel) {
  const { ops, words } = useText();
  const t = ops.search;
  return (
    <>
      <Heading title={t.title} intro={t.intro} />
      {says === undefined ? null : (
        <Callout tone="warn" role="alert">
          {says}
        </Callout>
      )}
      <Card>
        <form method="get" action="/search" class="filters" autocomplete="off">
          <Select
            name="state"
            label={t.state}
            value={asked.state ?? ''}
            choices={[
              { value: '', text: t.any },
              ...STATUSES.map((value) => ({ value, text: words.status[value] })),
            ]}
          />
          <Field name="platform" label={t.platform} value={asked.platform} list="platforms" />
          <datalist id="platforms">
            {platforms.map((one) => (
              <option value={one.value}>{one.text}</option>
            ))}
          </datalist>
          <Field name="host" label={t.host} value={asked.host} />
          <Field name="id" label={t.id} />
          <Field name="case" label={t.caseId} value={asked.case} />
          <Select
            name="limit"
            label={t.limit}
            value={String(asked.limit)}
            choices={SIZES.map((size) => ({ value: String(size), text: String(size) }))}
          />
          <p class="row">
            <button type="submit" class="button button-main">
              {t.find}
            </button>
            <a class="button button-quiet" href="/search">
              {t.clear}
            </a>
          </p>
        </form>
        {isOps ? null : (
          <Form action="/search/reference" class="filters">
            <Field name="reference" label={t.reference} maxlength={100} />
            <p class="row">
              <button type="submit" class="button">
                {t.find}
              </button>
            </p>
          </Form>
        )}
      </Card>
      {page.takedowns.length === 0 ? <Empty text={t.none} /> : <Found rows={page.takedowns} />}
      <Pager path="/search" query={queryOf(asked)} next={page.next} cursor={asked.cursor} />
    </>
  );
}

function Found({ rows }: { rows: readonly ListedTakedown[] }) {
  const { search: t, acts } = useText().ops;
  return (
    <Form action="/search/confirm" data-choose="yes">
      <Table
        caption={t.found}
        rows={rows}
        columns={[
          {
            title: t.choose,
            head: <input type="checkbox" data-choose-all aria-label={t.chooseAll} hidden />,
            cell: (one) => (
              <input type="checkbox" name="id" value={one.id} aria-label={`${t.choose}: ${one.id}`} />
            ),
          },
          {
            title: t.takedown,
            cell: (one) => (
              <>
                <a class="mono" href={`/search/${one.id}`}>
                  {one.id}
                </a>
                <span class="sub">{one.host}</span>
              </>
            ),
          },
          { title: t.state, cell: (one) => <State status={one.status} outcome={outcomeOf(one.outcome)} /> },
          { title: t.deadline, cell: (one) => <Countdown at={one.deadlineAt} /> },
          {
            title: t.begun,
            cell: (one) => (
              <span class="nowrap">
                <Ago at={one.createdAt} />
              </span>
            ),
          },
        ]}
      />
      <div class="act-bar">
        <span>{t.withChosen}</span>
        {ACTS.map((act) => (
          <button type="submit" class="button button-small" name="act" value={act}>
            {acts.names[act]}
          </button>
        ))}
      </div>
    </Form>
  );
}
