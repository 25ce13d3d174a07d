import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { type Instant, SECOND } from '../domain/time.ts';
import { EFFECT_KINDS, type EffectKind, type EffectQueue, type Metrics } from '../flow/ports.ts';
import type { LedgerFigures } from './figures.ts';
import { flowMetrics } from './flow-metrics.ts';
import { type Desks, labelsOf } from './labels.ts';
import { ledgerGauges } from './ledger-gauges.ts';
import { kept, type Source } from './source.ts';

export interface MetricsOptions {
  readonly desks: Desks;
  readonly ledger: (now: Instant) => Promise<LedgerFigures>;
  readonly queue: Pick<EffectQueue, 'counts'>;
  readonly clock: { now(): Instant };
  readonly process: { readonly version: string; readonly mode: string; readonly role: string };
  /** How many effects of each kind this process runs at a time; those that it does not run are left out. */
  readonly slots: Readonly<Partial<Record<EffectKind, number>>>;
}

export interface ObservedMetrics {
  /** What the flow reports to. */
  readonly flow: Metrics;
  /** All figures in the text format of Prometheus. Never fails because a source is away. */
  read(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** The figures of one process, in a registry of their own. */
export function createMetrics(options: MetricsOptions): ObservedMetrics {
  const { desks, clock, process, slots } = options;
  const registry = new Registry();
  const registers = [registry];
  const now = (): Instant => clock.now();
  new Gauge({
    name: 'redress_info',
    help: 'Which Redress this is; always 1',
    labelNames: ['version', 'mode', 'role'],
    registers,
  }).set({ version: process.version, mode: process.mode, role: process.role }, 1);
  const running = new Gauge({
    name: 'redress_effect_slots',
    help: 'How many effects of a kind this process runs at a time; none for kinds that it does not run',
    labelNames: ['effect'],
    registers,
  });
  for (const [effect, count] of Object.entries(slots)) running.set({ effect }, count);
  const flow = flowMetrics(registry, labelsOf(desks));
  const sources = [ledgerSource(registry, options), queueSource(registry, options)].map((source) => ({
    name: source.name,
    kept: kept(source, now),
  }));
  const up = new Gauge({
    name: 'redress_source_up',
    help: '1 when the ledger or the queue could be read for these figures; its figures are missing otherwise',
    labelNames: ['source'],
    registers,
  });
  const took = new Gauge({
    name: 'redress_source_read_seconds',
    help: 'How long reading the figures took last',
    labelNames: ['source'],
    registers,
  });
  collectDefaultMetrics({ register: registry });
  return {
    flow,
    async read() {
      await Promise.all(
        sources.map(async (source) => {
          up.set({ source: source.name }, (await source.kept.refresh()) ? 1 : 0);
          took.set({ source: source.name }, source.kept.took / SECOND);
        }),
      );
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}

function ledgerSource(registry: Registry, { desks, ledger, clock }: MetricsOptions): Source {
  const gauges = ledgerGauges(registry, desks);
  return {
    name: 'ledger',
    read: async () => {
      const now = clock.now();
      gauges.set(await ledger(now), now);
    },
    clear: gauges.clear,
  };
}

function queueSource(registry: Registry, { queue }: MetricsOptions): Source {
  const jobs = new Gauge({
    name: 'redress_queue_jobs',
    help: 'Jobs in the queue of an effect, waiting or running; a job holds up to twenty effects when much is due',
    labelNames: ['effect', 'state'],
    registers: [registry],
  });
  return {
    name: 'queue',
    read: async () => {
      const counts = await queue.counts();
      for (const effect of EFFECT_KINDS) {
        jobs.set({ effect, state: 'waiting' }, counts[effect].waiting);
        jobs.set({ effect, state: 'active' }, counts[effect].active);
      }
    },
    clear: () => jobs.reset(),
  };
}
