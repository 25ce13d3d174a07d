import type { Instant } from '../../domain/time.ts';

export function moment(at: Instant): string {
  return new Date(at).toISOString();
}

export function momentOrNull(at: Instant | null | undefined): string | null {
  return at === null || at === undefined ? null : moment(at);
}
