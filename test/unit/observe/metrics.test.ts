import { describe, expect, it } from 'vitest';
import type { Metrics } from '../../../src/flow/ports.ts';
import { FIGURES, NOW, observed, reportEverything } from './scrape.ts';

/** Every figure with its kind and its labels: a new label is a decision about cardinality and about red data. */
const FIGURES_OF_REDRESS: readonly (readonly [string, string, readonly string[]])[] = [
  ['redress_attempts_total', 'counter', ['recipient', 'channel', 'result', 'code_class']],
  ['redress_circuit_state', 'gauge', ['recipient', 'channel']],
  ['redress_claim_lag_seconds', 'gauge', ['effect']],
  ['redress_claim_pass_timestamp_seconds', 'gauge', []],
  ['redress_due_oldest_age_seconds', 'gauge', ['effect']],
  ['redress_effect_duration_seconds', 'histogram', ['effect', 'le']],
  ['redress_effect_slots', 'gauge', ['effect']],
  ['redress_info', 'gauge', ['version', 'mode', 'role']],
  ['redress_intake_jobs_total', 'counter', ['answer']],
  ['redress_lease_overrun_seconds', 'gauge', ['effect']],
  ['redress_leases', 'gauge', ['effect']],
  ['redress_looks_total', 'counter', ['platform', 'verdict']],
  ['redress_open_deadlines', 'gauge', ['range']],
  ['redress_queue_jobs', 'gauge', ['effect', 'state']],
  ['redress_source_read_seconds', 'gauge', ['source']],
  ['redress_source_up', 'gauge', ['source']],
  ['redress_stop_oldest_age_seconds', 'gauge', ['scope']],
  ['redress_stops', 'gauge', ['scope']],
  ['redress_takedowns', 'gauge', ['status']],
  ['redress_takedowns_claimed_total', 'counter', []],
  ['redress_takedowns_ended_late_total', 'counter', ['outcome']],
  ['redress_takedowns_ended_total', 'counter', ['outcome']],
  ['redress_task_oldest_age_seconds', 'gauge', ['kind']],
  ['redress_tasks_open', 'gauge', ['kind']],
  ['redress_time_to_first_notice_seconds', 'histogram', ['le']],
  ['redress_time_to_removal_seconds', 'histogram', ['platform', 'le']],
  ['redress_webhook_messages', 'gauge', ['state']],
  ['redress_webhook_oldest_age_seconds', 'gauge', ['stage']],
  ['redress_webhook_tries_total', 'counter', ['result', 'code_class']],
  ['redress_webhooks_disabled', 'gauge', []],
];

describe('the figures', () => {
  it('are these, with these labels', async () => {
    const { metrics, read } = observed();
    reportEverything(metrics);
    const scraped = await read();
    const found = [...scraped.types]
      .filter(([name]) => name.startsWith('redress_'))
      .map(([name, type]) => [name, type, [...scraped.labels(name)].sort()]);
    expect(found.sort()).toEqual(
      FIGURES_OF_REDRESS.map(([name, type, labels]) => [name, type, [...labels].sort()]),
    );
  });

  it('include those of the process', async () => {
    const { types, value } = await observed().read();
    expect(types.get('process_cpu_seconds_total')).toBe('counter');
    expect(types.get('nodejs_eventloop_lag_seconds')).toBe('gauge');
    expect(value('process_resident_memory_bytes')).toBeGreaterThan(1e6);
  });

  it('of two processes in one program do not mix', async () => {
    const [one, other] = [observed(), observed()];
    one.metrics.flow.claimed(3, NOW);
    expect((await one.read()).value('redress_takedowns_claimed_total')).toBe(3);
    expect((await other.read()).value('redress_takedowns_claimed_total')).toBe(0);
  });

  it('come as text that Prometheus reads', async () => {
    const { contentType, text } = await observed().metrics.read();
    expect(contentType).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(text.endsWith('\n')).toBe(true);
    for (const line of text.trim().split('\n'))
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{.+\})? \S+|)$/);
  });
});

type Report = (flow: Metrics) => void;

describe('what the flow reports', () => {
  const cases: readonly (readonly [string, Report, string, number])[] = [
    [
      'a delivered notice',
      (flow) => flow.attempted({ recipient: 'bigsite', channel: 'abuse', result: 'sent', code: 'smtp_250' }),
      'redress_attempts_total{recipient="bigsite",channel="abuse",result="sent",code_class="ok"}',
      1,
    ],
    [
      'a try that may be repeated',
      (flow) => flow.attempted({ recipient: 'bigsite', channel: 'api', result: 'retry', code: 'http_503' }),
      'redress_attempts_total{recipient="bigsite",channel="api",result="retry",code_class="5xx"}',
      1,
    ],
    [
      'a look',
      (flow) => flow.looked({ platform: 'bigsite', verdict: 'bot_blocked' }),
      'redress_looks_total{platform="bigsite",verdict="bot_blocked"}',
      1,
    ],
    [
      'a look at a site that no file knows',
      (flow) => flow.looked({ platform: null, verdict: 'failed' }),
      'redress_looks_total{platform="other",verdict="failed"}',
      1,
    ],
    [
      'a first notice within ten seconds',
      (flow) => flow.firstNotice(9_000),
      'redress_time_to_first_notice_seconds_bucket{le="10"}',
      1,
    ],
    [
      'a first notice that was earlier than the request by another clock',
      (flow) => flow.firstNotice(-4),
      'redress_time_to_first_notice_seconds_sum',
      0,
    ],
    [
      'a removal within two days',
      (flow) => flow.removed({ platform: 'bigsite', after: 47 * 3_600_000 }),
      'redress_time_to_removal_seconds_bucket{le="172800",platform="bigsite"}',
      1,
    ],
    [
      'a removal that was not within one day',
      (flow) => flow.removed({ platform: 'bigsite', after: 47 * 3_600_000 }),
      'redress_time_to_removal_seconds_bucket{le="86400",platform="bigsite"}',
      0,
    ],
    [
      'an end in time',
      (flow) => flow.ended({ outcome: 'removed', late: false }),
      'redress_takedowns_ended_total{outcome="removed"}',
      1,
    ],
    [
      'an end in time, among the late ones',
      (flow) => flow.ended({ outcome: 'removed', late: false }),
      'redress_takedowns_ended_late_total{outcome="removed"}',
      0,
    ],
    [
      'a late end',
      (flow) => flow.ended({ outcome: 'no_response', late: true }),
      'redress_takedowns_ended_late_total{outcome="no_response"}',
      1,
    ],
    [
      'an effect',
      (flow) => flow.performed('form', 4_000),
      'redress_effect_duration_seconds_sum{effect="form"}',
      4,
    ],
    ['claimed takedowns', (flow) => flow.claimed(12, NOW), 'redress_takedowns_claimed_total', 12],
    [
      'the time of a claim',
      (flow) => flow.claimed(0, NOW),
      'redress_claim_pass_timestamp_seconds',
      NOW / 1000,
    ],
  ];
  it.each(cases)('counts %s', async (_, report, line, value) => {
    const { metrics, read } = observed();
    report(metrics.flow);
    expect((await read()).value(line)).toBe(value);
  });

  it('starts outcomes and effects at zero, so that the first one is seen as a rise', async () => {
    const { value } = await observed().read();
    expect(value('redress_takedowns_ended_total{outcome="refused"}')).toBe(0);
    expect(value('redress_takedowns_ended_late_total{outcome="removed"}')).toBe(0);
    expect(value('redress_effect_duration_seconds_count{effect="check"}')).toBe(0);
  });
});

describe('what the ledger and the queue say', () => {
  it.each([
    ['redress_takedowns{status="waiting"}', 7],
    ['redress_takedowns{status="ended"}', 40],
    ['redress_takedowns{status="person"}', 0],
    ['redress_due_oldest_age_seconds{effect="email"}', 90],
    ['redress_claim_lag_seconds{effect="email"}', 30],
    ['redress_claim_lag_seconds{effect="wait"}', 0],
    ['redress_leases{effect="form"}', 2],
    ['redress_lease_overrun_seconds{effect="form"}', 15],
    ['redress_lease_overrun_seconds{effect="email"}', 0],
    ['redress_open_deadlines{range="passed"}', 1],
    ['redress_open_deadlines{range="within_1h"}', 2],
    ['redress_open_deadlines{range="within_6h"}', 3],
    ['redress_tasks_open{kind="send_by_hand"}', 4],
    ['redress_tasks_open{kind="look_by_hand"}', 0],
    ['redress_task_oldest_age_seconds{kind="send_by_hand"}', 3_600],
    ['redress_circuit_state{recipient="bigsite",channel="abuse"}', 2],
    ['redress_circuit_state{recipient="bigsite",channel="form"}', 1],
    ['redress_circuit_state{recipient="bigsite",channel="api"}', 0],
    ['redress_stops{scope="channel"}', 1],
    ['redress_stops{scope="everything"}', 0],
    ['redress_stop_oldest_age_seconds{scope="channel"}', 7_200],
    ['redress_queue_jobs{effect="email",state="waiting"}', 3],
    ['redress_queue_jobs{effect="check",state="active"}', 1],
    ['redress_effect_slots{effect="email"}', 10],
    ['redress_effect_slots{effect="form"}', undefined],
    ['redress_info{version="0.1.0",mode="sandbox",role="all"}', 1],
    ['redress_source_up{source="ledger"}', 1],
    ['redress_source_up{source="queue"}', 1],
  ])('%s is %s', async (line, value) => {
    expect((await observed().read()).value(line)).toBe(value);
  });

  it('calls a circuit on trial failing, not resting', async () => {
    const circuits = [{ recipient: 'bigsite', channel: 'abuse', openUntil: NOW }];
    const { read } = observed({ ledger: async () => ({ ...FIGURES, circuits }) });
    expect((await read()).value('redress_circuit_state{recipient="bigsite",channel="abuse"}')).toBe(1);
  });

  it('leaves out the count by status when counting took too long, and nothing else', async () => {
    const { text, value } = await observed({ ledger: async () => ({ ...FIGURES, takedowns: null }) }).read();
    expect(text).not.toMatch(/^redress_takedowns\{/m);
    expect(value('redress_open_deadlines{range="passed"}')).toBe(1);
    expect(value('redress_source_up{source="ledger"}')).toBe(1);
  });

  it('forgets what is over: a task, a circuit, a stop', async () => {
    let figures = FIGURES;
    const { read, clock } = observed({ ledger: async () => figures });
    await read();
    figures = { ...FIGURES, tasks: [], circuits: [], stops: [] };
    clock.at += 60_000;
    const { sum } = await read();
    expect(sum('redress_tasks_open') + sum('redress_circuit_state') + sum('redress_stops')).toBe(0);
  });
});

describe('nothing red', () => {
  const CANARY = 'https://canary.example/p/td_0190a7';

  it('becomes a label, wherever it is put', async () => {
    const reasonless: Record<string, unknown> = {
      kind: CANARY,
      status: CANARY,
      effect: CANARY,
      scope: CANARY,
    };
    const dirty = {
      ...FIGURES,
      due: [{ effect: CANARY, oldestAt: NOW, claimableAt: NOW }],
      leases: [{ effect: CANARY, held: 1, firstEnd: NOW }],
      tasks: [{ ...reasonless, kind: CANARY, count: 1, oldestAt: NOW }],
      circuits: [
        { recipient: CANARY, channel: 'abuse', openUntil: null },
        { recipient: 'bigsite', channel: CANARY, openUntil: null },
      ],
    };
    const { metrics, read } = observed({ ledger: async () => dirty });
    metrics.flow.attempted({ recipient: CANARY, channel: CANARY, result: 'sent', code: CANARY });
    metrics.flow.attempted({
      recipient: 'bigsite',
      channel: CANARY,
      result: 'failed',
      code: `smtp_${CANARY}`,
    });
    metrics.flow.looked({ platform: CANARY, verdict: 'gone' });
    metrics.flow.removed({ platform: CANARY, after: 1 });
    const { text, value } = await read();
    expect(text).not.toContain('canary');
    expect(text).not.toContain('td_');
    expect(
      value('redress_attempts_total{recipient="other",channel="other",result="sent",code_class="other"}'),
    ).toBe(1);
    expect(value('redress_tasks_open{kind="other"}')).toBe(1);
  });
});
