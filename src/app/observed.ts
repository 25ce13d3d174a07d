import type { Config } from '../config.ts';
import type { EffectKind, EffectQueue } from '../flow/ports.ts';
import { createMetrics, type ObservedMetrics } from '../observe/metrics.ts';
import type { Base } from './base.ts';
import { packageVersion } from './package-root.ts';

/** The figures of a process that performs these kinds of effects. */
export function observe(
  config: Config,
  role: string,
  kinds: readonly EffectKind[],
  base: Base,
  queue: EffectQueue,
): ObservedMetrics {
  return createMetrics({
    desks: new Map(
      [...base.catalog.recipients].map(([id, { channels }]) => [id, new Set(Object.keys(channels))]),
    ),
    ledger: (now) => base.handle.views.gauges(now),
    queue,
    clock: base.deps.clock,
    process: { version: packageVersion(), mode: config.mode, role },
    slots: Object.fromEntries(kinds.map((kind) => [kind, config.concurrency[kind]])),
  });
}
