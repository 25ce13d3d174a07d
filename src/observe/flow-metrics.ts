import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { OUTCOMES } from '../domain/outcome.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../domain/time.ts';
import { VERDICTS } from '../domain/verdict.ts';
import { EFFECT_KINDS, ENVELOPE_ANSWERS, type Metrics } from '../flow/ports.ts';
import { codeClass } from './code-class.ts';
import { type Labels, oneOf } from './labels.ts';

const seconds = (...times: readonly number[]): number[] => times.map((time) => time / SECOND);

/** From a mail's tenth of a second to the lease of a form. */
const EFFECT_TIMES = seconds(
  50,
  100,
  250,
  500,
  SECOND,
  2_500,
  5_000,
  10_000,
  30_000,
  MINUTE,
  120_000,
  300_000,
);
/** Within minutes when all goes well; a person's turn takes hours. */
const NOTICE_TIMES = seconds(
  SECOND,
  10_000,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  HOUR,
  4 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
);
/** 24 and 48 hours are what laws give; ladders run for weeks. */
const REMOVAL_TIMES = seconds(
  10_000,
  MINUTE,
  10 * MINUTE,
  HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  3 * DAY,
  7 * DAY,
  14 * DAY,
  30 * DAY,
);

const WEBHOOK_RESULTS = ['delivered', 'retry', 'dead'];

const RESULTS = ['sent', 'retry', 'failed', 'refused', 'says_gone', 'handover', 'unknown'];

/** What this process did. A sum over all processes is what Redress did. */
export function flowMetrics(registry: Registry, labels: Labels): Metrics {
  const registers = [registry];
  const attempts = new Counter({
    name: 'redress_attempts_total',
    help: 'Tries at delivering a notice, by desk, result and class of code',
    labelNames: ['recipient', 'channel', 'result', 'code_class'],
    registers,
  });
  const looks = new Counter({
    name: 'redress_looks_total',
    help: 'Locations looked at, by platform and verdict; failed: a check without a verdict',
    labelNames: ['platform', 'verdict'],
    registers,
  });
  const firstNotice = new Histogram({
    name: 'redress_time_to_first_notice_seconds',
    help: 'From the request to the first notice that reached a desk',
    buckets: NOTICE_TIMES,
    registers,
  });
  const removal = new Histogram({
    name: 'redress_time_to_removal_seconds',
    help: 'From the first notice of the cycle that reached a desk to the proven removal',
    labelNames: ['platform'],
    buckets: REMOVAL_TIMES,
    registers,
  });
  const ended = new Counter({
    name: 'redress_takedowns_ended_total',
    help: 'Takedowns that ended, by outcome',
    labelNames: ['outcome'],
    registers,
  });
  const late = new Counter({
    name: 'redress_takedowns_ended_late_total',
    help: 'Takedowns that ended after their strictest deadline, by outcome',
    labelNames: ['outcome'],
    registers,
  });
  const durations = new Histogram({
    name: 'redress_effect_duration_seconds',
    help: 'How long effects ran, whatever came of them',
    labelNames: ['effect'],
    buckets: EFFECT_TIMES,
    registers,
  });
  const claimed = new Counter({
    name: 'redress_takedowns_claimed_total',
    help: 'Due takedowns that this process took',
    registers,
  });
  const lastPass = new Gauge({
    name: 'redress_claim_pass_timestamp_seconds',
    help: 'When this process last looked for due takedowns without a fault; 0: it never did',
    registers,
  });
  const webhooks = new Counter({
    name: 'redress_webhook_tries_total',
    help: 'Tries at messages of webhooks, by result and class of code; dead: given up',
    labelNames: ['result', 'code_class'],
    registers,
  });
  const envelopes = new Counter({
    name: 'redress_intake_jobs_total',
    help: 'Jobs of the intake queue by their answer; untrusted: its envelope was refused',
    labelNames: ['answer'],
    registers,
  });
  for (const answer of ENVELOPE_ANSWERS) envelopes.inc({ answer }, 0);
  for (const outcome of OUTCOMES) {
    ended.inc({ outcome }, 0);
    late.inc({ outcome }, 0);
  }
  for (const effect of EFFECT_KINDS) durations.zero({ effect });
  return {
    attempted: ({ recipient, channel, result, code }) =>
      attempts.inc({
        ...labels.desk(recipient, channel),
        result: oneOf(RESULTS, result),
        code_class: codeClass(code),
      }),
    looked: ({ platform, verdict }) =>
      looks.inc({ platform: labels.recipient(platform), verdict: oneOf([...VERDICTS, 'failed'], verdict) }),
    firstNotice: (after) => firstNotice.observe(lasting(after)),
    removed: ({ platform, after }) =>
      removal.observe({ platform: labels.recipient(platform) }, lasting(after)),
    ended: ({ outcome, late: isLate }) => {
      const label = { outcome: oneOf(OUTCOMES, outcome) };
      ended.inc(label);
      if (isLate) late.inc(label);
    },
    performed: (kind, took) => durations.observe({ effect: oneOf(EFFECT_KINDS, kind) }, lasting(took)),
    claimed: (taken, at) => {
      claimed.inc(Math.max(0, taken));
      lastPass.set(at / SECOND);
    },
    webhookTried: ({ result, code }) =>
      webhooks.inc({ result: oneOf(WEBHOOK_RESULTS, result), code_class: codeClass(code) }),
    envelopeAnswered: (answer) => envelopes.inc({ answer: oneOf(ENVELOPE_ANSWERS, answer) }),
  };
}

/** Seconds. Clocks of several machines may disagree by a little: no time is negative. */
function lasting(time: number): number {
  return Number.isFinite(time) ? Math.max(0, time) / SECOND : 0;
}
