import { OUTCOMES } from '../../../domain/outcome.ts';
import { useText, useView } from '../../layout/view.ts';
import { Callout } from '../../ui/callout.tsx';
import { Countdown } from '../../ui/countdown.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Heading } from '../../ui/heading.tsx';
import { Pager } from '../../ui/pager.tsx';
import { State } from '../../ui/state.tsx';
import { Ago, Time } from '../../ui/time.tsx';
import { TallyView } from '../cases/tally.tsx';
import type { CaseModel } from './model.ts';
import { SharesView } from './shares-view.tsx';

/** A case: each of its addresses, how it stands, what time is left. */
export function CaseView({ model }: { model: CaseModel }) {
  const t = useText();
  const { line, takedowns, access, owner } = model;
  return (
    <>
      <Heading
        title={line.erased ? t.cases.erased : line.reference || t.cases.unnamed}
        intro={
          <>
            {t.oneCase.opened} <Time at={line.openedAt} only="day" />
          </>
        }
        actions={
          access === 'own' && !line.erased ? (
            <a class="button" href={`/report?case=${encodeURIComponent(line.id)}`}>
              {t.oneCase.reportMore}
            </a>
          ) : null
        }
      />
      {line.erased ? <Callout tone="quiet">{t.oneCase.erased}</Callout> : null}
      {owner === undefined ? null : <Callout tone="info">{t.oneCase.sharedBy(owner)}</Callout>}
      <div class="card" data-fresh="tally">
        <TallyView tally={line.tally} />
      </div>
      <h2>{t.oneCase.addresses}</h2>
      <div data-fresh="takedowns">
        {takedowns.length === 0 ? (
          <Empty text={t.oneCase.empty} />
        ) : (
          <ul class="list">
            {takedowns.map((one) => (
              <TakedownItem one={one} />
            ))}
          </ul>
        )}
      </div>
      <Pager path={`/cases/${line.id}`} next={model.next} cursor={model.cursor} />
      {access === 'own' ? <SharesView model={model} /> : null}
    </>
  );
}

function TakedownItem({ one }: { one: CaseModel['takedowns'][number] }) {
  const { t, now } = useView();
  const outcome = OUTCOMES.find((kind) => kind === one.outcome);
  const due = one.status === 'waiting' && one.dueAt !== null && one.dueAt > now ? one.dueAt : null;
  return (
    <li class="item">
      <div class="item-main">
        <a class="item-title" href={`/takedowns/${one.id}`}>
          {one.name ?? one.host}
        </a>
        <p class="muted">
          {one.name === undefined ? null : `${one.host} · `}
          <Ago at={one.createdAt} />
        </p>
      </div>
      <div class="item-side">
        <State status={one.status} outcome={outcome} />
        {one.status === 'ended' || one.deadlineAt === null ? null : <Countdown at={one.deadlineAt} />}
        {due === null ? null : (
          <span class="muted small">
            {t.oneCase.next} <Ago at={due} />
          </span>
        )}
      </div>
    </li>
  );
}
