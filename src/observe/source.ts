import type { Instant, Millis } from '../domain/time.ts';

/** Where figures come from when somebody asks for them. */
export interface Source {
  readonly name: 'ledger' | 'queue';
  /** Reads, and puts what it read into the gauges. */
  read(): Promise<void>;
  /** Takes its figures away: rather none than old ones. */
  clear(): void;
}

export interface KeptSource {
  /** Sees to it that the figures are fresh enough; false when the source cannot be read. Never throws. */
  refresh(): Promise<boolean>;
  /** How long the last reading took. */
  readonly took: Millis;
}

/** How long figures are kept. */
export const FRESH_FOR: Millis = 10_000;
/** A reading that took long is kept for this many times as long: watching uses a twentieth of a connection at most. */
const SHARE = 20;
/** Prometheus gives a scrape ten seconds: what answers later is left out, and shown as away. */
export const PATIENCE: Millis = 4_000;

/** Keeps what was read for a while; those who ask at the same time share one reading. */
export function kept(source: Source, now: () => Instant, patience: Millis = PATIENCE): KeptSource {
  let coming: Promise<boolean> | undefined;
  let last: { readonly at: Instant; readonly ok: boolean } | undefined;
  let took = 0;
  const read = async (): Promise<boolean> => {
    const started = now();
    const ok = await source.read().then(
      () => true,
      () => false,
    );
    if (!ok) source.clear();
    const at = now();
    took = Math.max(0, at - started);
    last = { at, ok };
    return ok;
  };
  return {
    get took() {
      return took;
    },
    async refresh() {
      if (last !== undefined && Math.abs(now() - last.at) < Math.max(FRESH_FOR, took * SHARE)) return last.ok;
      coming ??= read().finally(() => {
        coming = undefined;
      });
      return withinTime(coming, patience, () => source.clear());
    },
  };
}

async function withinTime(work: Promise<boolean>, patience: Millis, late: () => void): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      late();
      resolve(false);
    }, patience);
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    clearTimeout(timer);
  }
}
