import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openQueue } from '../../../src/queue/open.ts';
import { eventually } from '../../e2e/support/eventually.ts';
import { post, requestAbout } from '../../e2e/support/request.ts';
import { openStage, type Stage } from '../../e2e/support/stage.ts';
import { latch, recorder, until } from './support/recorder.ts';
import { startWatched, type Watched } from './support/sentinels.ts';

const NAMES = ['pixhub', 'letterbox', 'wobbly-mail', 'wobbly'] as const;
const IDS = [701, 702, 703] as const;

describe('takedowns whose queue lies on a Redis that is watched by sentinels', { timeout: 240_000 }, () => {
  let watched: Watched;
  let stage: Stage;
  beforeAll(async () => {
    watched = await startWatched();
    stage = await openStage({ env: { REDIS_URL: watched.url } });
  }, 60_000);
  afterAll(async () => {
    await stage.end();
    await watched.stop();
  }, 60_000);

  it('all come to their end, each notice once, although the primary dies in the middle', async () => {
    const urls = IDS.flatMap((id) => NAMES.map((name) => post(name, id)));
    const ids = await Promise.all(urls.map((url) => stage.accept(requestAbout(url))));
    const arrived = (): number =>
      NAMES.reduce((sum, name) => sum + stage.practice.arrivals(name).posts.size, 0);
    await eventually(arrived, (count) => count >= 2, 90_000);
    const before = await watched.primaryPort();
    await watched.primary.kill();
    expect(arrived()).toBeLessThan(urls.length);
    const after = await eventually(watched.primaryPort, (port) => port !== 0 && port !== before);
    expect(after).not.toBe(watched.primary.port);
    expect(await Promise.all(ids.map((id) => stage.outcome(id, 180_000)))).toEqual(ids.map(() => 'removed'));
    for (const name of NAMES) {
      const { posts, sameText } = stage.practice.arrivals(name);
      expect([name, sameText, IDS.map((id) => posts.get(String(id)))]).toEqual([name, 0, [1, 1, 1]]);
    }
    expect(await stage.service.base.handle.verifyAudit()).toMatchObject({
      takedowns: ids.length,
      breaks: [],
    });
    expect(await stage.logText()).toContain('the queue is back: what it may have lost is claimed again');
  });
});

describe('a primary that hangs without closing a connection', { timeout: 120_000 }, () => {
  it('is left for the one that the sentinels name in its place', async ({ onTestFinished }) => {
    const watched = await startWatched();
    onTestFinished(() => watched.stop());
    const queue = await openQueue({ redisUrl: watched.url, logger: recorder() });
    onTestFinished(() => queue.close(2_000));
    const done: string[] = [];
    const returned = latch();
    queue.onReturn(returned.open);
    await queue.work('email', 2, async ({ id }) => void done.push(id));
    await queue.add('email', [{ id: 'before-1', takedownId: 'td_1', kind: 'email' }]);
    await until(() => done.includes('before-1'));
    watched.primary.freeze?.();
    await returned.opened;
    await queue.add('email', [{ id: 'after-1', takedownId: 'td_1', kind: 'email' }]);
    await until(() => done.includes('after-1'));
  });
});

describe('sentinels that are all away', () => {
  it('keep nobody waiting for ever: the queue does not open', async () => {
    const opening = openQueue({
      redisUrl: 'redis-sentinel://127.0.0.1:1,127.0.0.1:2/main',
      logger: recorder(),
    });
    await expect(opening).rejects.toMatchObject({ code: 'queue_unreachable', field: 'REDIS_URL' });
  }, 40_000);
});
