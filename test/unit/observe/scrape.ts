import type { LedgerFigures } from '../../../src/observe/figures.ts';
import { createMetrics, type MetricsOptions, type ObservedMetrics } from '../../../src/observe/metrics.ts';

export const NOW = Date.parse('2026-01-05T10:00:00Z');

/** A ledger with something to tell in every figure. */
export const FIGURES: LedgerFigures = {
  takedowns: [
    { status: 'waiting', count: 7 },
    { status: 'ended', count: 40 },
  ],
  due: [{ effect: 'email', oldestAt: NOW - 90_000, claimableAt: NOW - 30_000 }],
  leases: [{ effect: 'form', held: 2, firstEnd: NOW - 15_000 }],
  deadlines: { passed: 1, within_1h: 2, within_6h: 3 },
  tasks: [{ kind: 'send_by_hand', count: 4, oldestAt: NOW - 3_600_000 }],
  circuits: [
    { recipient: 'bigsite', channel: 'abuse', openUntil: NOW + 60_000 },
    { recipient: 'bigsite', channel: 'form', openUntil: null },
  ],
  webhooks: {
    pending: 6,
    pendingSince: NOW - 120_000,
    untoldSince: NOW - 3_000,
    dead: 2,
    disabled: 1,
  },
  stops: [{ scope: 'channel', count: 1, oldestAt: NOW - 7_200_000 }],
};

const COUNTS = { waiting: 3, active: 1 };

export interface Scraped {
  readonly metrics: ObservedMetrics;
  readonly clock: { at: number; now(): number };
  readonly read: () => Promise<Samples>;
}

export function observed(more: Partial<MetricsOptions> = {}): Scraped {
  const clock = {
    at: NOW,
    now(): number {
      return this.at;
    },
  };
  const metrics = createMetrics({
    desks: new Map([['bigsite', new Set(['abuse', 'form', 'api'])]]),
    ledger: async () => FIGURES,
    queue: { counts: async () => ({ email: COUNTS, form: COUNTS, api: COUNTS, check: COUNTS }) },
    clock,
    process: { version: '0.1.0', mode: 'sandbox', role: 'all' },
    slots: { email: 10, check: 5 },
    ...more,
  });
  return { metrics, clock, read: async () => samples((await metrics.read()).text) };
}

/** What was scraped: figures by their line's beginning, as `name{label="value"}` with labels in order. */
export interface Samples {
  readonly text: string;
  /** Name -> kind (counter, gauge, histogram). */
  readonly types: ReadonlyMap<string, string>;
  readonly labels: (metric: string) => ReadonlySet<string>;
  /** Undefined when there is no such line. */
  value(line: string): number | undefined;
  /** The sum of all lines of a name. */
  sum(name: string): number;
}

/** Reads the text format of Prometheus, version 0.0.4. */
export function samples(text: string): Samples {
  const types = new Map(
    [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name ?? '', type ?? '']),
  );
  const lines = text.split('\n').flatMap((line) => {
    const [, name = '', labels = '', value = ''] = /^(\w+)(\{.*\})? (\S+)$/.exec(line) ?? [];
    return name === '' ? [] : [{ name, labels, value: Number(value) }];
  });
  return {
    text,
    types,
    labels: (metric) =>
      new Set(
        lines
          .filter(({ name }) => name.replace(/_(bucket|sum|count)$/, '') === metric || name === metric)
          .flatMap(({ labels }) => [...labels.matchAll(/(\w+)="/g)].map(([, label]) => label ?? '')),
      ),
    value: (line) => lines.find(({ name, labels }) => `${name}${labels}` === line)?.value,
    sum: (wanted) => lines.filter(({ name }) => name === wanted).reduce((sum, { value }) => sum + value, 0),
  };
}

/** Reports one of each thing, so that every figure has a line. */
export function reportEverything({ flow }: ObservedMetrics): void {
  flow.attempted({ recipient: 'bigsite', channel: 'abuse', result: 'sent', code: 'smtp_250' });
  flow.looked({ platform: 'bigsite', verdict: 'gone' });
  flow.firstNotice(5_000);
  flow.removed({ platform: 'bigsite', after: 7_200_000 });
  flow.ended({ outcome: 'removed', late: true });
  flow.performed('email', 120);
  flow.claimed(3, NOW);
  flow.webhookTried({ result: 'retry', code: 'http_503' });
  flow.envelopeAnswered('accepted');
}
