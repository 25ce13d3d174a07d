import type { Scope } from '../../flow/caller.ts';

/** Figures of all helplines together. No helpline has this id. */
export const ALL = '*';

export function scopeName(scope: Scope): string {
  return scope.kind === 'ops' ? ALL : scope.helplineId;
}
