import { DAY, HOUR, MINUTE, type Millis } from '../../domain/time.ts';

interface Words {
  readonly lessThanAMinute: string;
  readonly units: { readonly d: string; readonly h: string; readonly m: string };
}

/** A length of time in its two largest units: `2 d 3 h`, `3 h 12 min`, `12 min`. The script says it in the same way. */
export function inWords(length: Millis, { lessThanAMinute, units }: Words): string {
  if (length < MINUTE) return lessThanAMinute;
  const [d, h, m] = [
    Math.floor(length / DAY),
    Math.floor((length % DAY) / HOUR),
    Math.floor((length % HOUR) / MINUTE),
  ];
  if (d > 0) return h > 0 ? `${d} ${units.d} ${h} ${units.h}` : `${d} ${units.d}`;
  if (h > 0) return m > 0 ? `${h} ${units.h} ${m} ${units.m}` : `${h} ${units.h}`;
  return `${m} ${units.m}`;
}
