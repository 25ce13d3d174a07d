import type { Instant } from '../../domain/time.ts';
import { useView } from '../layout/view.ts';
import { inWords } from './time-words.ts';

/** A moment in the viewer's zone; on hover with the zone in which deadlines are reckoned, UTC. */
export function Time({ at, only }: { at: Instant; only?: 'day' | 'clock' | undefined }) {
  const { locale, zone } = useView();
  const format = only === 'day' ? DAY : only === 'clock' ? CLOCK : FULL;
  const text = new Intl.DateTimeFormat(locale, { ...format, timeZone: zone }).format(at);
  const utc = new Intl.DateTimeFormat(locale, { ...FULL, timeZone: 'UTC', timeZoneName: 'short' }).format(at);
  return (
    <time datetime={new Date(at).toISOString()} title={utc} data-time={only ?? 'full'}>
      {text}
    </time>
  );
}

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const FULL = { ...DAY, ...CLOCK } as const;

/** How long ago, or in how long: `3 h 12 min ago`. */
export function Ago({ at }: { at: Instant }) {
  const { t, locale, now } = useView();
  const words = inWords(Math.abs(at - now), t.time);
  const utc = new Intl.DateTimeFormat(locale, { ...FULL, timeZone: 'UTC', timeZoneName: 'short' }).format(at);
  return (
    <time datetime={new Date(at).toISOString()} title={utc}>
      {at <= now ? t.time.ago(words) : t.time.in(words)}
    </time>
  );
}
