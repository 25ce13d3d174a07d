import type { Rolling } from '../../../domain/statistics/period.ts';
import { useView } from '../../layout/view.ts';
import { Empty } from '../../ui/empty.tsx';
import { Heading } from '../../ui/heading.tsx';
import { count } from '../../ui/number.ts';
import { Table } from '../../ui/table.tsx';
import { Ago } from '../../ui/time.tsx';
import type { PlatformsModel } from './model.ts';
import { HealthBadge, KindBadge, Periods, QuantileOf, ShareOf } from './parts.tsx';

export function PlatformsView({ model, period }: { model: PlatformsModel; period: Rolling }) {
  const { t: texts, lang } = useView();
  const t = texts.ops.platforms;
  const { lines, others, asOf } = model;
  return (
    <>
      <Heading
        title={t.title}
        intro={
          asOf === undefined ? (
            t.intro
          ) : (
            <>
              {t.intro} {t.asOf} <Ago at={asOf} />.
            </>
          )
        }
      />
      <Periods path="/platforms" period={period} />
      {lines.length === 0 ? (
        <Empty text={t.noneInPeriod} />
      ) : (
        <>
          <Table
            caption={t.title}
            rows={lines}
            columns={[
              { title: t.rank, numeric: true, cell: (one) => one.rank ?? '' },
              {
                title: t.recipient,
                cell: (one) => (
                  <>
                    <a href={`/platforms/${one.id}?period=${period}`}>{one.name}</a>
                    {one.health.length === 0 ? null : (
                      <span class="badges">
                        {one.health.map((health) => (
                          <HealthBadge health={health} />
                        ))}
                      </span>
                    )}
                  </>
                ),
              },
              { title: t.kind, cell: (one) => <KindBadge kind={one.statistics.kind} /> },
              { title: t.notices, numeric: true, cell: (one) => count(one.statistics.notices, lang) },
              { title: t.inTime, numeric: true, cell: (one) => <ShareOf of={one.statistics.inTime} /> },
              { title: t.receipt, cell: (one) => <QuantileOf of={one.statistics.receipt.median} /> },
              { title: t.removal, cell: (one) => <QuantileOf of={one.statistics.removal.median} /> },
              { title: t.ninety, cell: (one) => <QuantileOf of={one.statistics.removal.ninety} /> },
            ]}
          />
          <p class="muted small">{t.rankNote}</p>
        </>
      )}
      <details>
        <summary>{t.others(others.length)}</summary>
        <ul class="names">
          {others.map(({ id, name }) => (
            <li>
              <a href={`/platforms/${id}`}>{name}</a>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
