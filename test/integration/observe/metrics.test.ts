import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../../e2e/support/eventually.ts';
import { post, requestAbout } from '../../e2e/support/request.ts';
import { openStage, type Stage } from '../../e2e/support/stage.ts';
import { type Samples, samples } from '../../unit/observe/scrape.ts';

let stage: Stage;
let before: Samples;
let after: Samples;

async function scrape(): Promise<Samples> {
  const answer = await fetch(`http://127.0.0.1:${stage.service.http?.port}/metrics`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  return samples(await answer.text());
}

beforeAll(async () => {
  stage = await openStage();
  before = await scrape();
  const [mailed, waiting] = [
    await stage.accept(requestAbout(post('letterbox', 3077))),
    await stage.accept(requestAbout('https://nobody-knows.example/p/1')),
  ];
  expect(await stage.task(waiting)).toBe('find_platform');
  expect(await stage.outcome(mailed)).toBe('removed');
  await stage.service.base.deps.ledger.stop({
    scope: 'practice-wobbly',
    at: Date.now() - 60_000,
    by: 'ops',
    why: 'test',
  });
  // Figures of the ledger are kept for ten seconds, or longer when the machine is slow.
  after = await eventually(scrape, (now) => now.value('redress_stops{scope="recipient"}') === 1);
}, 150_000);

afterAll(() => stage.end());

describe('a service that ran two takedowns', () => {
  it('starts with no work done and both sources in reach', () => {
    expect(before.sum('redress_attempts_total')).toBe(0);
    expect(before.sum('redress_takedowns_ended_total')).toBe(0);
    expect(before.sum('redress_source_up')).toBe(2);
    expect(before.value('redress_info{version="0.1.0",mode="sandbox",role="all"}')).toBe(1);
  });

  it('counts the notice that it sent, by desk and result', () => {
    const line =
      /^redress_attempts_total\{recipient="practice-letterbox",channel="[\w-]+",result="sent",code_class="ok"\} 1$/m;
    expect(after.text).toMatch(line);
  });

  it('counts its looks by what they showed', () => {
    expect(after.value('redress_looks_total{platform="practice-letterbox",verdict="live"}')).toBeGreaterThan(
      0,
    );
    expect(
      after.value('redress_looks_total{platform="practice-letterbox",verdict="gone"}'),
    ).toBeGreaterThanOrEqual(2);
  });

  it('tells how long the first notice and the removal took', () => {
    expect(after.value('redress_time_to_first_notice_seconds_count')).toBe(1);
    expect(after.value('redress_time_to_first_notice_seconds_sum')).toBeGreaterThan(0);
    expect(after.value('redress_time_to_removal_seconds_count{platform="practice-letterbox"}')).toBe(1);
    // The practice law looks three seconds after the notice, and confirms two seconds later.
    expect(after.value('redress_time_to_removal_seconds_sum{platform="practice-letterbox"}')).toBeGreaterThan(
      4,
    );
  });

  it('counts how they ended and where they stand', () => {
    expect(after.value('redress_takedowns_ended_total{outcome="removed"}')).toBe(1);
    expect(after.value('redress_takedowns{status="ended"}')).toBe(1);
    expect(after.value('redress_takedowns{status="person"}')).toBe(1);
    expect(after.value('redress_tasks_open{kind="find_platform"}')).toBe(1);
    expect(after.value('redress_task_oldest_age_seconds{kind="find_platform"}')).toBeGreaterThan(0);
  });

  it('tells that somebody claims, and what for', () => {
    expect(after.value('redress_takedowns_claimed_total')).toBeGreaterThanOrEqual(4);
    const pass = after.value('redress_claim_pass_timestamp_seconds') ?? 0;
    expect(pass).toBeGreaterThan(before.value('redress_claim_pass_timestamp_seconds') ?? 0);
    expect(after.value('redress_effect_slots{effect="email"}')).toBe(stage.config.concurrency.email);
    expect(after.value('redress_effect_duration_seconds_count{effect="email"}')).toBeGreaterThanOrEqual(1);
    expect(after.value('redress_effect_duration_seconds_count{effect="check"}')).toBeGreaterThanOrEqual(2);
  });

  it('shows the stop switch, the queues and each circuit', () => {
    expect(after.value('redress_stop_oldest_age_seconds{scope="recipient"}')).toBeGreaterThanOrEqual(60);
    expect(after.value('redress_queue_jobs{effect="email",state="waiting"}')).toBe(0);
    expect(after.text).toMatch(/^redress_circuit_state\{recipient="practice-wobbly",channel="[\w-]+"\} 0$/m);
  });

  it('tells nothing of the takedowns themselves', () => {
    const values = [...after.text.matchAll(/="([^"]*)"/g)].map(([, value]) => value);
    expect(values.length).toBeGreaterThan(100);
    expect(
      values.filter((value) => /3077|nobody|\.test|\.example|http|^td_|^task_|^case_|HL-/.test(value ?? '')),
    ).toEqual([]);
  });
});
