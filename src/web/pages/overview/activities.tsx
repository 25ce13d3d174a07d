import type { Activity, Figure, Happened } from '../../../domain/statistics/figures.ts';
import { TimeSeries } from '../../charts/time-series.tsx';
import { useView } from '../../layout/view.ts';
import { Card } from '../../ui/card.tsx';
import { count } from '../../ui/number.ts';

/** Notices and removals over time. */
export function Activities({ activity }: { activity: Figure<Activity> }) {
  const t = useView().t.ops.overview;
  return (
    <Card title={t.activity} fresh="activity">
      <div class="pair">
        <Chart id="hours" title={t.hours} happened={activity.data.hours} unit="hour" />
        <Chart id="days" title={t.days} happened={activity.data.days} unit="day" />
      </div>
    </Card>
  );
}

function Chart({
  id,
  title,
  happened,
  unit,
}: {
  id: string;
  title: string;
  happened: readonly Happened[];
  unit: 'hour' | 'day';
}) {
  const { t: texts, lang, zone } = useView();
  const t = texts.ops.overview;
  const sum = (of: 'notices' | 'removals'): number => happened.reduce((to, one) => to + one[of], 0);
  const format = new Intl.DateTimeFormat(
    lang,
    unit === 'hour'
      ? { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }
      : // Days are counted in UTC.
        { day: 'numeric', month: 'short', timeZone: 'UTC' },
  );
  return (
    <TimeSeries
      texts={{
        id,
        title,
        summary: t.summary(count(sum('notices'), lang), count(sum('removals'), lang)),
        asTable: t.asTable,
        time: t.when,
      }}
      at={happened.map((one) => one.at)}
      series={[
        { name: t.notices, values: happened.map((one) => one.notices) },
        { name: t.removals, values: happened.map((one) => one.removals) },
      ]}
      timeText={(at) => format.format(at)}
      numberText={(n) => count(n, lang)}
    />
  );
}
