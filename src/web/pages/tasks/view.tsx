import { useText } from '../../layout/view.ts';
import { Badge } from '../../ui/badge.tsx';
import { Countdown } from '../../ui/countdown.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Heading } from '../../ui/heading.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Ago } from '../../ui/time.tsx';
import type { TaskLine } from './model.ts';

export const TASK_LISTS = ['free', 'mine', 'all'] as const;
export type TaskList = (typeof TASK_LISTS)[number];

export interface TasksModel {
  readonly tasks: readonly TaskLine[];
  readonly list: TaskList;
  readonly next: string | null;
  readonly cursor: string | undefined;
}

export function TasksView({ tasks, list, next, cursor }: TasksModel) {
  const t = useText().tasks;
  return (
    <>
      <Heading title={t.title} intro={t.intro} />
      <Tabs
        label={t.title}
        tabs={TASK_LISTS.map((one) => ({
          href: one === 'free' ? '/tasks' : `/tasks?list=${one}`,
          text: t[one],
          current: one === list,
        }))}
      />
      <div data-fresh="tasks">
        {tasks.length === 0 ? (
          <Empty text={list === 'mine' ? t.emptyMine : t.empty} />
        ) : (
          <ul class="list">
            {tasks.map((one) => (
              <TaskItem one={one} />
            ))}
          </ul>
        )}
      </div>
      <Pager path="/tasks" query={{ list: list === 'free' ? undefined : list }} next={next} cursor={cursor} />
    </>
  );
}

function TaskItem({ one }: { one: TaskLine }) {
  const { tasks: t, words } = useText();
  return (
    <li class="item">
      <div class="item-main">
        <a class="item-title" href={`/tasks/${one.id}`}>
          {words.task[one.kind]}
        </a>
        <p>
          {one.to ?? one.platform ?? one.host}
          {one.caseReference === '' ? null : <span class="muted"> · {one.caseReference}</span>}
        </p>
        <p class="muted">
          {t.waits} <Ago at={one.openedAt} />
        </p>
      </div>
      <div class="item-side">
        {one.taken === undefined ? null : (
          <Badge tone={one.taken.mine ? 'ok' : 'quiet'}>
            {one.taken.mine ? t.takenByYou : t.takenBy(one.taken.by)}
          </Badge>
        )}
        {one.taken !== undefined || one.givenTo === undefined ? null : (
          <Badge tone="info">{t.givenTo(one.givenTo)}</Badge>
        )}
        {one.dueAt === null ? null : <Countdown at={one.dueAt} />}
      </div>
    </li>
  );
}
