import { setTimeout as pause } from 'node:timers/promises';
import type { EffectControl } from '../../src/flow/ports.ts';

export interface CommitProbe {
  readonly control: EffectControl;
  /** For each commit: the acts that the server had seen when it began, and when it ended. */
  readonly commits: readonly { readonly before: number; readonly after: number }[];
}

/**
 * A control that looks at the server while `commit` is under way. It takes its time over it, so that a sender that
 * does not await it is seen; with `refuse`, commit throws that instead.
 */
export function commitProbe(
  acts: () => number,
  options: { readonly refuse?: Error; readonly signal?: AbortSignal } = {},
): CommitProbe {
  const commits: { before: number; after: number }[] = [];
  const commit = async () => {
    const before = acts();
    await pause(100);
    commits.push({ before, after: acts() });
    if (options.refuse) throw options.refuse;
  };
  return { control: { signal: options.signal ?? new AbortController().signal, commit }, commits };
}
