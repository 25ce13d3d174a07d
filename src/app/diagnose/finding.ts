import { RedressError } from '../../domain/errors.ts';

/** One thing that was looked at. `cure` is there when something must be mended. */
export interface Finding {
  readonly part: string;
  readonly state: 'ok' | 'note' | 'fault';
  readonly text: string;
  readonly cure?: string | undefined;
}

export type Found = Omit<Finding, 'part'>;

/** Looks at one part; what cannot be looked at is a fault of its own, with its cure. */
export async function look(part: string, at: () => Promise<Found>): Promise<Finding> {
  try {
    return { part, ...(await at()) };
  } catch (error) {
    if (error instanceof RedressError)
      return { part, state: 'fault', text: `${error.message} [${error.code}]`, cure: error.cure };
    const code: unknown = error instanceof Error ? (Reflect.get(error, 'code') ?? error.name) : 'unknown';
    return {
      part,
      state: 'fault',
      text: `failed (${String(code)})`,
      cure: 'Look at the log of the process, or report it.',
    };
  }
}
