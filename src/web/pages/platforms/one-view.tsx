import type { RecipientFigure } from '../../../domain/statistics/figures.ts';
import type { Rolling } from '../../../domain/statistics/period.ts';
import { Survival } from '../../charts/survival.tsx';
import { useText, useView } from '../../layout/view.ts';
import { Card } from '../../ui/card.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Heading } from '../../ui/heading.tsx';
import { count, percent } from '../../ui/number.ts';
import { Table } from '../../ui/table.tsx';
import { Ago, Time } from '../../ui/time.tsx';
import { inWords } from '../../ui/time-words.ts';
import { ResetForm } from '../switches/view.tsx';
import type { ChannelLine, PlatformModel } from './model.ts';
import { HealthBadge, KindBadge, Periods, QuantileOf, ShareOf } from './parts.tsx';

export function PlatformView({ model, period }: { model: PlatformModel; period: Rolling }) {
  const { t: texts, lang } = useView();
  const t = texts.ops.platforms;
  const { recipient, laws, figure } = model;
  const { perMinute, concurrency } = recipient.limits;
  return (
    <>
      <Heading
        title={recipient.name}
        intro={<code>{recipient.id}</code>}
        actions={
          <a class="button" href={`/switches?scope=${recipient.id}`}>
            {t.stopIt}
          </a>
        }
      />
      <Card title={t.facts}>
        <Facts
          facts={[
            [t.type, t.recipientKinds[recipient.kind]],
            [t.laws, laws.length === 0 ? undefined : laws.join(', ')],
            [t.pace, t.paceText(count(perMinute, lang), count(concurrency, lang))],
          ]}
        />
      </Card>
      <Channels model={model} />
      <Periods path={`/platforms/${recipient.id}`} period={period} />
      {figure === undefined ? (
        <p class="muted">{t.noFigures}</p>
      ) : (
        <>
          <p class="muted small">
            {t.asOf} <Ago at={figure.asOf} />.
          </p>
          <Answers figure={figure.data} />
        </>
      )}
    </>
  );
}

function Channels({ model }: { model: PlatformModel }) {
  const { ops, words } = useText();
  const t = ops.platforms;
  const { recipient, channels } = model;
  return (
    <Card title={t.channels}>
      <Table
        caption={t.channels}
        rows={channels}
        columns={[
          {
            title: t.channel,
            cell: (one) => (
              <>
                {one.title}
                <span class="sub mono">{one.id}</span>
              </>
            ),
          },
          { title: t.how, cell: (one) => words.channel[one.kind] },
          {
            title: t.state,
            cell: (one) => (
              <>
                <HealthBadge health={one.health} />
                {one.health === 'rests' && one.restsUntil !== null ? (
                  <span class="sub">
                    <Time at={one.restsUntil} />
                  </span>
                ) : null}
                {one.failures > 0 ? <span class="sub">{ops.overview.failing(one.failures)}</span> : null}
              </>
            ),
          },
          ...(channels.some((one) => one.failures > 0)
            ? [
                {
                  title: t.reset,
                  cell: (one: ChannelLine) =>
                    one.failures > 0 ? (
                      <ResetForm channel={`${recipient.id}/${one.id}`} text={t.reset} />
                    ) : null,
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}

function Answers({ figure }: { figure: RecipientFigure }) {
  const { t: texts, lang } = useView();
  const t = texts.ops.platforms;
  const { words } = texts;
  const { receipt, removal } = figure;
  const reasons = Object.entries(figure.reasons).filter(([, n]) => n > 0);
  const refusal: Readonly<Record<string, string>> = words.refusal;
  const ends = ENDS.filter((end) => figure.ends[end] > 0);
  return (
    <>
      <div class="pair">
        <Card title={t.figures}>
          <Facts
            facts={[
              [t.notices, count(figure.notices, lang)],
              [t.kind, <KindBadge kind={figure.kind} />],
              [
                t.inTime,
                <>
                  <ShareOf of={figure.inTime} />
                  {figure.deadlineAhead > 0 ? <span class="sub">{t.ahead(figure.deadlineAhead)}</span> : null}
                </>,
              ],
              [t.answered, <ShareOf of={figure.answered} />],
              [t.pushedBack, <ShareOf of={figure.pushedBack} />],
              [t.returned, <ShareOf of={figure.returned} />],
            ]}
          />
        </Card>
        <Card title={t.times}>
          <Facts
            facts={[
              [`${t.receipt}: ${t.median}`, <QuantileOf of={receipt.median} estimate={receipt} />],
              [`${t.receipt}: ${t.ninety}`, <QuantileOf of={receipt.ninety} />],
              [`${t.removal}: ${t.median}`, <QuantileOf of={removal.median} estimate={removal} />],
              [`${t.removal}: ${t.ninety}`, <QuantileOf of={removal.ninety} />],
            ]}
          />
        </Card>
      </div>
      {figure.curve.length === 0 ? null : (
        <Card>
          <Survival
            texts={{
              id: 'curve',
              title: t.curve,
              summary: t.curveSummary(count(removal.n, lang), count(removal.events, lang)),
              asTable: t.asTable,
              time: t.time,
              share: t.share,
              band: t.bandTitle,
            }}
            points={figure.curve}
            lengthText={(length) => inWords(length, texts.time)}
            shareText={(share) => percent(share, lang)}
          />
        </Card>
      )}
      <div class="pair">
        <Card title={t.removedBy}>
          <Table
            caption={t.removedBy}
            rows={figure.removedBy}
            columns={[
              { title: t.after, cell: (one) => inWords(one.after, texts.time) },
              {
                title: t.share,
                cell: (one) =>
                  one.share === null ? (
                    <span class="muted">{t.open}</span>
                  ) : (
                    <>
                      {percent(one.share, lang)}
                      {one.band === null ? null : (
                        <span class="sub">
                          {t.band(percent(one.band.low, lang), percent(one.band.high, lang))}
                        </span>
                      )}
                    </>
                  ),
              },
              { title: t.judged, numeric: true, cell: (one) => count(one.judged, lang) },
            ]}
          />
        </Card>
        <Card title={t.ends}>
          <Table
            caption={t.ends}
            rows={ends}
            columns={[
              { title: t.ends, cell: (end) => t.endNames[end] },
              { title: t.notices, numeric: true, cell: (end) => count(figure.ends[end], lang) },
            ]}
          />
        </Card>
        <Card title={t.reasons}>
          {reasons.length === 0 ? (
            <p class="muted">{t.noReasons}</p>
          ) : (
            <Table
              caption={t.reasons}
              rows={reasons}
              columns={[
                { title: t.reasons, cell: ([reason]) => refusal[reason] ?? reason },
                { title: t.notices, numeric: true, cell: ([, n]) => count(n, lang) },
              ]}
            />
          )}
        </Card>
      </div>
    </>
  );
}

const ENDS = ['removed', 'delisted', 'refused', 'restricted', 'not_removed', 'lost', 'open'] as const;
