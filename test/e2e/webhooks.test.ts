import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRACTICE_HELPLINE } from '../../src/app/practice-helpline.ts';
import { type Receiver, startReceiver } from '../integration/webhooks/receiver.ts';
import { eventually } from './support/eventually.ts';
import { post, requestAbout } from './support/request.ts';
import { openStage, type Stage } from './support/stage.ts';

let stage: Stage;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  stage = await openStage({ env: { REDRESS_ALLOW_NETWORKS: '127.0.0.0/8' } });
});
afterAll(async () => {
  await stage.end();
  await receiver.close();
});

describe('a service', () => {
  it('tells a subscriber the whole story of a takedown, each event once, and works on while one hangs', async () => {
    const webhooks = stage.service.base.handle.webhooks({
      kind: 'helpline',
      helplineId: PRACTICE_HELPLINE.id,
    });
    const of = { helplineId: PRACTICE_HELPLINE.id, label: 'test', events: ['*'] };
    const { secret } = await webhooks.create({ ...of, url: receiver.url }, Date.now());
    const hanging = await startReceiver();
    hanging.answer = () => undefined;
    await webhooks.create({ ...of, url: hanging.url }, Date.now());
    const id = await stage.accept(requestAbout(post('pixhub', 301)));
    const told = () =>
      receiver.received
        .map((one) => JSON.parse(one.body))
        .filter((one) => one.data.takedownId === id)
        .map((one) => one.type);
    await eventually(told, (types) => types.includes('takedown.settled'));
    for (const one of receiver.received) {
      expect(() => new Webhook(secret).verify(one.body, { ...one.headers })).not.toThrow();
      expect(one.body).not.toContain('practice.test');
    }
    expect(told()).toEqual(
      expect.arrayContaining(['takedown.requested', 'takedown.intended', 'takedown.settled']),
    );
    const ids = receiver.received.map((one) => one.headers['webhook-id']);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await stage.logText()).toContain('lets these networks through');
    await hanging.close();
  });
});
