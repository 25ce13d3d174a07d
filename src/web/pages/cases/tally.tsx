import { useText } from '../../layout/view.ts';
import { Badge } from '../../ui/badge.tsx';
import { Meter } from '../../ui/meter.tsx';
import type { Tally } from './model.ts';

/** How the addresses of a case stand, in words and as a bar. */
export function TallyView({ tally }: { tally: Tally }) {
  const t = useText().cases;
  return (
    <div class="tally">
      <Meter label={t.progress(tally.gone, tally.all)} value={tally.gone} most={tally.all} />
      <p class="badges">
        {tally.person > 0 ? <Badge tone="warn">{t.person(tally.person)}</Badge> : null}
        {tally.open - tally.person > 0 ? (
          <Badge tone="info">{t.open(tally.open - tally.person)}</Badge>
        ) : null}
        {tally.otherwise > 0 ? <Badge tone="quiet">{t.ended(tally.otherwise)}</Badge> : null}
        {tally.gone > 0 && tally.gone === tally.all ? <Badge tone="ok">{t.gone(tally.gone)}</Badge> : null}
      </p>
    </div>
  );
}
