import type { Estimate } from '../../../domain/statistics/figures.ts';
import type { Kind } from '../../../domain/statistics/kind.ts';
import { ROLLING_PERIODS, type Rolling } from '../../../domain/statistics/period.ts';
import type { Quantile } from '../../../domain/statistics/quantile.ts';
import type { Share } from '../../../domain/statistics/wilson.ts';
import { MINUTE } from '../../../domain/time.ts';
import { useText, useView } from '../../layout/view.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Tone } from '../../ui/callout.tsx';
import { count, percent } from '../../ui/number.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { inWords } from '../../ui/time-words.ts';
import type { Health } from './model.ts';

const OF_KIND: Readonly<Record<Kind, Tone>> = {
  reactive: 'ok',
  resistant: 'warn',
  non_compliant: 'bad',
  complicit: 'bad',
};

export function KindBadge({ kind }: { kind: Kind | null }) {
  const t = useText().ops.platforms;
  if (kind === null) return <span class="muted">{t.tooFew}</span>;
  return <Badge tone={OF_KIND[kind]}>{t.kinds[kind]}</Badge>;
}

const OF_HEALTH: Readonly<Record<Health, Tone>> = {
  stopped: 'bad',
  drifted: 'warn',
  rests: 'warn',
  fails: 'warn',
  unchecked: 'quiet',
  works: 'ok',
};

export function HealthBadge({ health }: { health: Health }) {
  return <Badge tone={OF_HEALTH[health]}>{useText().ops.platforms[health]}</Badge>;
}

/** A share with what it is a share of, always. */
export function ShareOf({ of }: { of: Share }) {
  const { t: texts, lang } = useView();
  const t = texts.ops.platforms;
  if (of.share === null) return <span class="muted">{t.noneYet}</span>;
  return (
    <>
      {percent(of.share, lang)}
      <span class="sub">{t.of(count(of.count, lang), count(of.of, lang))}</span>
    </>
  );
}

/** A time with its band, and what it rests on. */
export function QuantileOf({ of, estimate }: { of: Quantile; estimate?: Estimate | undefined }) {
  const { t: texts, lang } = useView();
  const t = texts.ops.platforms;
  const words = (at: number): string => inWords(at, texts.time);
  // A band that begins at once and has no end says nothing.
  const open = of.high === null && (of.low ?? 0) < MINUTE;
  const band =
    of.low === null || open
      ? undefined
      : of.high === null
        ? t.atLeast(words(of.low))
        : t.band(words(of.low), words(of.high));
  return (
    <>
      {of.at === null ? <span class="muted">{t.open}</span> : <span class="nowrap">{words(of.at)}</span>}
      {of.at === null || band === undefined ? null : <span class="sub">{band}</span>}
      {estimate === undefined ? null : (
        <span class="sub">{t.of(count(estimate.events, lang), count(estimate.n, lang))}</span>
      )}
    </>
  );
}

export function Periods({ path, period }: { path: string; period: Rolling }) {
  const t = useText().ops.platforms;
  return (
    <Tabs
      label={t.period}
      tabs={ROLLING_PERIODS.map((one) => ({
        href: `${path}?period=${one}`,
        text: t.periods[one],
        current: one === period,
      }))}
    />
  );
}
