import type { Child } from 'hono/jsx';
import { useText, useView } from '../../layout/view.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { Countdown } from '../../ui/countdown.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Heading } from '../../ui/heading.tsx';
import { State } from '../../ui/state.tsx';
import { Time } from '../../ui/time.tsx';
import { ActsView } from './acts-view.tsx';
import type { TakedownModel } from './model.ts';
import { Checks, Notices, Story } from './record-view.tsx';
import { RevealAsk } from './reveal-view.tsx';

/** A takedown. `revealed` stands at its top once somebody asked for it and that is on record. */
export function TakedownView({ model, revealed }: { model: TakedownModel; revealed?: Child }) {
  const t = useText();
  const { platform, host, mayAct } = model;
  return (
    <>
      <Heading title={platform ?? host} intro={platform === undefined ? undefined : t.takedown.on(host)} />
      <div data-fresh="summary" class="stack">
        {model.task === undefined ? null : (
          <Callout tone="warn" title={t.takedown.taskTitle}>
            <p>{t.words.task[model.task.kind]}</p>
            {mayAct ? (
              <a class="button button-main" href={`/tasks/${model.task.id}`}>
                {t.takedown.openTask}
              </a>
            ) : null}
          </Callout>
        )}
        <div class="columns">
          <Card
            title={t.takedown.nextTitle}
            aside={<State status={model.status} outcome={model.outcome?.kind} />}
          >
            <Next model={model} />
          </Card>
          <About model={model} />
        </div>
      </div>
      {revealed ?? <RevealAsk id={model.id} mayReveal={model.mayReveal} />}
      <div class="columns">
        <Story story={model.story} />
        <div class="stack">
          <Notices notices={model.notices} />
          <Checks checks={model.checks} places={model.places} />
        </div>
      </div>
      {mayAct ? <ActsView model={model} /> : null}
    </>
  );
}

function Next({ model }: { model: TakedownModel }) {
  const { t, now } = useView();
  const { next, deadline, climbsAt, outcome } = model;
  return (
    <>
      {outcome?.kind === 'refused' ? <p>{t.words.refusal[outcome.reason]}</p> : null}
      <p class="next">
        {next.what}
        {next.at === null ? '.' : next.at <= now ? `, ${t.takedown.now}.` : ': '}
        {next.at !== null && next.at > now ? <Time at={next.at} /> : null}
      </p>
      <Facts
        facts={[
          [t.takedown.why, next.why],
          [
            t.takedown.deadline,
            deadline === undefined ? undefined : (
              <>
                {deadline.running ? <Countdown at={deadline.at} /> : t.takedown.deadlineNotYet}{' '}
                <span class="muted">{t.takedown.deadlineBy(deadline.law)}</span>
              </>
            ),
          ],
          [t.takedown.climbs, climbsAt === undefined ? undefined : <Time at={climbsAt} />],
        ]}
      />
    </>
  );
}

function About({ model }: { model: TakedownModel }) {
  const { t: texts, who } = useView();
  const t = texts.takedown;
  // Ops have no page of a case: they find its takedowns.
  const path = who?.caller.kind === 'ops' ? `/search?case=${model.caseId}` : `/cases/${model.caseId}`;
  return (
    <Card>
      <Facts
        facts={[
          [t.case, <a href={path}>{model.caseReference || model.caseId}</a>],
          [t.reported, <Time at={model.reportedAt} />],
          [t.places, model.places.length === 0 ? undefined : model.places.join(', ')],
          [t.law, model.laws.length === 0 ? t.noLaw : model.laws.join(', ')],
          [t.id, <code>{model.id}</code>],
        ]}
      />
      {model.returns === 0 ? null : <p>{t.again(model.returns)}</p>}
    </Card>
  );
}
