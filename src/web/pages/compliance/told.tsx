import type { Estimate } from '../../../domain/statistics/figures.ts';
import type { Quantile } from '../../../domain/statistics/quantile.ts';
import type { RemovedByTold } from '../../../domain/statistics/report.ts';
import type { Share } from '../../../domain/statistics/wilson.ts';
import { useText, useView } from '../../layout/view.ts';
import { count, percent } from '../../ui/number.ts';
import { QuantileOf, ShareOf } from '../platforms/parts.tsx';

/** What stands where a number is about too few. */
export function Held() {
  return <span class="muted">{useText().compliance.held}</span>;
}

export function ToldCount({ of }: { of: number | null }) {
  const { lang } = useView();
  return of === null ? <Held /> : count(of, lang);
}

export function ToldShare({ of }: { of: Share | null }) {
  return of === null ? <Held /> : <ShareOf of={of} />;
}

/** A quantile of an estimate, with what it rests on where `counted`. */
export function ToldTime({
  of,
  which,
  counted,
}: {
  of: Estimate | null;
  which: (estimate: Estimate) => Quantile;
  counted?: boolean;
}) {
  if (of === null) return <Held />;
  return <QuantileOf of={which(of)} estimate={counted === true ? of : undefined} />;
}

/** The share that was removed by some time, with its band and what it rests on. */
export function ToldRemoved({ of }: { of: RemovedByTold | undefined }) {
  const { t, lang } = useView();
  if (of === undefined || of.judged === null) return <Held />;
  if (of.share === null || of.band === null) return <span class="muted">{t.ops.platforms.open}</span>;
  const { low, high } = of.band;
  return (
    <>
      {percent(of.share, lang)}
      <span class="sub">{t.ops.platforms.band(percent(low, lang), percent(high, lang))}</span>
    </>
  );
}
