import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Practice, startPractice } from '../../../src/sandbox/index.ts';
import { mail, report, visit } from './client.ts';

const API = 'http://wobbly.practice.test/api/reports';
const DESK = 'safety@wobbly-mail.practice.test';

let practice: Practice;
beforeEach(async () => {
  practice = await startPractice({ speed: Number.POSITIVE_INFINITY });
});
afterEach(async () => {
  await practice.close();
});

const file = (key: string) =>
  report(practice, API, ['http://wobbly.practice.test/p/6'], {
    authorization: `Bearer ${practice.secrets['practice-wobbly-token']}`,
    'idempotency-key': key,
  });

describe('wobbly', () => {
  it('fails three times in three ways and holds one report of all four tries', async () => {
    expect((await file('n1')).status).toBe(503);
    expect(await file('n1')).toMatchObject({ status: 201, json: { report: 'WB-000001' } });
    await expect(file('n1')).rejects.toThrow();
    expect(await file('n1')).toMatchObject({ status: 200, json: { report: 'WB-000001' } });
    expect(practice.arrivals('wobbly')).toMatchObject({ arrived: 4, accepted: 1, repeated: 1 });
    expect(practice.arrivals('wobbly').notices.get('n1')).toEqual({ arrived: 4, accepted: 2 });
    expect((await visit(practice, 'http://wobbly.practice.test/p/6')).status).toBe(404);
  });

  it('fails for each notice by itself, so that no order of notices changes anything', async () => {
    expect((await file('n1')).status).toBe(503);
    expect((await file('n2')).status).toBe(503);
    expect((await file('n2')).status).toBe(201);
    expect((await file('n1')).status).toBe(201);
  });

  it('can answer so late that nobody waits for it, and closing does not', async () => {
    const slow = await startPractice({ speed: 0.001 });
    const send = () =>
      report(slow, API, ['http://wobbly.practice.test/p/6'], {
        authorization: `Bearer ${slow.secrets['practice-wobbly-token']}`,
        'idempotency-key': 'n1',
      });
    await send();
    const late = send().then(
      () => 'ended',
      () => 'ended',
    );
    await expect.poll(() => slow.arrivals('wobbly').accepted).toBe(1);
    await slow.close();
    expect(await late).toBe('ended');
  });
});

describe('wobbly mail', () => {
  it('answers the first try of each mail with 451 and takes the second', async () => {
    const first = {
      text: 'About http://wobbly-mail.practice.test/p/6 ...',
      messageId: '<n1@helpline.example>',
    };
    const second = {
      text: 'About http://wobbly-mail.practice.test/p/7 ...',
      messageId: '<n2@helpline.example>',
    };
    await expect(mail(practice, DESK, first)).rejects.toMatchObject({ responseCode: 451 });
    await expect(mail(practice, DESK, second)).rejects.toMatchObject({ responseCode: 451 });
    await mail(practice, DESK, first);
    expect((await visit(practice, 'http://wobbly-mail.practice.test/p/6')).status).toBe(404);
    expect((await visit(practice, 'http://wobbly-mail.practice.test/p/7')).status).toBe(200);
    expect(practice.arrivals('wobbly-mail')).toMatchObject({ arrived: 3, accepted: 1, repeated: 0 });
  });
});
