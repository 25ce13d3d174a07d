import type { Instant } from '../../domain/time.ts';

/** A moment to the second, in UTC, as the record has it; empty for none. */
export function moment(at: Instant | null | undefined): string {
  return at === null || at === undefined ? '' : new Date(at).toISOString().replace('T', ' ').slice(0, 19);
}

/** How far away a moment is: `in 3 h`, `2 min ago`. */
export function distance(at: Instant | null | undefined, now: Instant): string {
  if (at === null || at === undefined) return '';
  const seconds = Math.round(Math.abs(at - now) / 1000);
  const words =
    seconds < 90
      ? `${seconds} s`
      : seconds < 5400
        ? `${Math.round(seconds / 60)} min`
        : seconds < 172_800
          ? `${Math.round(seconds / 3600)} h`
          : `${Math.round(seconds / 86_400)} d`;
  return at >= now ? `in ${words}` : `${words} ago`;
}
