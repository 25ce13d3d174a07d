import { HOUR, type Instant } from '../../domain/time.ts';
import { useView } from '../layout/view.ts';
import { inWords } from './time-words.ts';

/** From when on a deadline is near. */
const NEAR = 6 * HOUR;

export function urgencyOf(at: Instant, now: Instant): 'over' | 'near' | 'far' {
  if (at <= now) return 'over';
  return at - now <= NEAR ? 'near' : 'far';
}

/** What is left of a legal deadline; the script lets it tick. On hover the moment itself, in UTC. */
export function Countdown({ at }: { at: Instant | null }) {
  const { t, locale, now } = useView();
  if (at === null) return <span class="muted">{t.time.none}</span>;
  const words = inWords(Math.abs(at - now), t.time);
  const utc = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(at);
  return (
    <time
      class={`countdown countdown-${urgencyOf(at, now)}`}
      datetime={new Date(at).toISOString()}
      title={`${utc} UTC`}
      data-countdown={at}
    >
      {at <= now ? t.time.over(words) : t.time.left(words)}
    </time>
  );
}
