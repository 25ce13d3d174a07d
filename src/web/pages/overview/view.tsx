import { TASK_AGES, type TasksByAge, type Totals } from '../../../domain/statistics/figures.ts';
import { useText, useView } from '../../layout/view.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Heading } from '../../ui/heading.tsx';
import { count } from '../../ui/number.ts';
import { Table } from '../../ui/table.tsx';
import { type TileProps, Tiles } from '../../ui/tiles.tsx';
import { Ago } from '../../ui/time.tsx';
import { inWords } from '../../ui/time-words.ts';
import { Activities } from './activities.tsx';
import type { OverviewModel } from './model.ts';
import { BadChannels, LastErrors } from './trouble.tsx';

/** From so late on claiming is said to be late. */
const LATE = 60_000;

export function OverviewView({ model }: { model: OverviewModel }) {
  const { ops } = useText();
  const t = ops.overview;
  const { totals, activity, stops, broken } = model;
  return (
    <>
      <Heading
        title={t.title}
        intro={
          totals === undefined ? (
            t.intro
          ) : (
            <>
              {t.intro} {t.asOf} <Ago at={totals.asOf} />.
            </>
          )
        }
      />
      {stops > 0 ? (
        <Callout tone="warn">
          {t.stopped(stops)} <a href="/switches">{t.toSwitches}</a>
        </Callout>
      ) : null}
      {broken > 0 ? (
        <Callout tone="bad" role="alert">
          {t.altered} <a href="/audit">{t.toAudit}</a>
        </Callout>
      ) : null}
      {totals === undefined ? <Empty text={t.none} /> : <Numbers totals={totals.data} />}
      {activity === undefined ? null : <Activities activity={activity} />}
      {totals === undefined ? null : <TasksCard tasks={totals.data.tasks} />}
      <BadChannels channels={model.channels} />
      <LastErrors trouble={model.trouble} />
    </>
  );
}

function Numbers({ totals }: { totals: Totals }) {
  const { t: texts, lang } = useView();
  const t = texts.ops.overview;
  const { statuses, deadlines, work } = totals;
  const tile = (label: string, n: number, tone?: TileProps['tone']): TileProps => ({
    label,
    value: count(n, lang),
    tone: n > 0 ? tone : undefined,
  });
  const of = (status: string): number => statuses[status] ?? 0;
  const lag = work === null ? 0 : work.claimLag;
  return (
    <>
      {work === null ? null : (
        <>
          <h2 class="section-title">{t.now}</h2>
          <Tiles
            fresh="now"
            tiles={[
              tile(t.due, work.due),
              tile(t.running, work.running),
              tile(t.stuck, work.stuck, 'bad'),
              {
                label: t.lag,
                value: lag < LATE ? t.inTime : inWords(lag, texts.time),
                tone: lag < LATE ? 'quiet' : 'warn',
              },
            ]}
          />
        </>
      )}
      <h2 class="section-title">{t.open}</h2>
      <Tiles
        fresh="open"
        tiles={[
          tile(t.waiting, of('waiting') + of('queued')),
          tile(t.person, of('person')),
          tile(t.paused, of('paused')),
        ]}
      />
      <h2 class="section-title">{t.deadlines}</h2>
      <Tiles
        fresh="deadlines"
        tiles={[
          tile(t.passed, deadlines.passed, 'bad'),
          tile(t.within1h, deadlines.within1h, 'warn'),
          tile(t.within6h, deadlines.within6h),
        ]}
      />
    </>
  );
}

function TasksCard({ tasks }: { tasks: readonly TasksByAge[] }) {
  const { t: texts, lang } = useView();
  const t = texts.ops.overview;
  const words: Readonly<Record<string, string>> = texts.words.task;
  return (
    <Card title={t.tasks} fresh="tasks">
      {tasks.length === 0 ? (
        <p class="muted">{t.noTasks}</p>
      ) : (
        <Table
          caption={t.tasks}
          rows={tasks}
          columns={[
            { title: t.task, cell: (one) => words[one.kind] ?? one.kind },
            { title: t.all, numeric: true, cell: (one) => count(one.open, lang) },
            ...TASK_AGES.map((age) => ({
              title: t.ages[age],
              numeric: true,
              cell: (one: TasksByAge) => (one.ages[age] === 0 ? '' : count(one.ages[age], lang)),
            })),
            { title: t.oldest, cell: (one) => <Ago at={one.oldestAt} /> },
          ]}
        />
      )}
    </Card>
  );
}
