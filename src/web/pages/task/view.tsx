import type { Child } from 'hono/jsx';
import { useText } from '../../layout/view.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { Countdown } from '../../ui/countdown.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Form } from '../../ui/form.tsx';
import { Heading } from '../../ui/heading.tsx';
import { Ago, Time } from '../../ui/time.tsx';
import type { TaskLine } from '../tasks/model.ts';

export interface TaskModel {
  readonly line: TaskLine;
  /** Whether the reader may do it, as far as sharing goes. */
  readonly mayAct: boolean;
}

/** A task. `sheet` is what is needed to do it, once that it is shown is on record. */
export function TaskView({ model: { line, mayAct }, sheet }: { model: TaskModel; sheet?: Child }) {
  const { task: t, words } = useText();
  return (
    <>
      <Heading title={words.task[line.kind]} intro={t.ask[line.kind]} />
      <Card>
        <Facts
          facts={[
            [t.recipient, line.to ?? line.platform ?? line.host],
            [t.way, line.way],
            [t.case, <a href={`/cases/${line.caseId}`}>{line.caseReference || line.caseId}</a>],
            [t.waits, <Time at={line.openedAt} />],
            [t.time, line.dueAt === null ? undefined : <Countdown at={line.dueAt} />],
          ]}
        />
        <a href={`/takedowns/${line.takedownId}`}>{t.takedown}</a>
      </Card>
      {sheet ?? <Way line={line} mayAct={mayAct} />}
    </>
  );
}

/** Taking it, or why that is not possible now. */
function Way({ line, mayAct }: TaskModel) {
  const t = useText();
  const { task } = t;
  if (line.status !== 'open') return <Callout tone="quiet">{task.ended[line.status]}</Callout>;
  if (!mayAct) return <Callout tone="quiet">{t.problems.known.share_insufficient}</Callout>;
  const { taken } = line;
  if (taken !== undefined && !taken.mine) {
    return (
      <Callout tone="info" title={task.takenBy(taken.by)}>
        <p>
          {task.takenUntil} <Ago at={taken.until} />.
        </p>
        <p>{task.takenText}</p>
      </Callout>
    );
  }
  return (
    <Card>
      <p class="muted">{task.takeHint}</p>
      <div class="row">
        <Form action={`/tasks/${line.id}/sheet`}>
          <button type="submit" class="button button-main">
            {taken === undefined ? task.take : task.show}
          </button>
        </Form>
        {taken === undefined ? null : <Release id={line.id} />}
      </div>
    </Card>
  );
}

export function Release({ id }: { id: string }) {
  const t = useText().task;
  return (
    <Form action={`/tasks/${id}/release`}>
      <button type="submit" class="button button-quiet">
        {t.release}
      </button>
    </Form>
  );
}
