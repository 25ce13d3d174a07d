import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { completeTask } from '../../src/flow/people/tasks.ts';
import { reclassifyAsMinor, withdraw } from '../../src/flow/people/withdraw.ts';
import { eventually } from './support/eventually.ts';
import { post, requestAbout } from './support/request.ts';
import { openStage, type Stage } from './support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.end());

const deps = () => stage.service.base.deps;
const arrived = (platform: string, id: number): number =>
  stage.practice.arrivals(platform).posts.get(String(id)) ?? 0;
const arrives = (platform: string, id: number) =>
  eventually(
    () => arrived(platform, id),
    (count) => count === 1,
  );

/** 503 first; the second try is answered after six seconds, four more than the caller waits. */
const untilSlowAnswer = (id: string) =>
  eventually(
    () => stage.stored(id),
    ({ takedown, open }) => takedown.sends[0]?.tries === 2 && open?.state === 'committed',
  );

describe.concurrent('a takedown that is withdrawn', () => {
  it('after its first notice sends no further one, while its sibling climbs the ladder', async () => {
    const [id, sibling] = [
      await stage.accept(requestAbout(post('deafly', 61))),
      await stage.accept(requestAbout(post('deafly', 62))),
    ];
    await Promise.all([arrives('deafly', 61), arrives('deafly', 62)]);
    const after = await withdraw(deps(), id, 'ada');
    expect(after.outcome).toEqual({ kind: 'withdrawn' });
    await arrives('hostwell', 62);
    expect(await stage.outcome(sibling)).toBe('removed');
    expect(arrived('hostwell', 61)).toBe(0);
    const { plan } = await stage.stored(id);
    expect(plan).toMatchObject({ status: 'ended', dueAt: null, effect: null });
  });

  it('while its notice waits to be tried again is not sent when the desk is back', async () => {
    stage.practice.setDown('letterbox', true);
    const [id, sibling] = [
      await stage.accept(requestAbout(post('letterbox', 63))),
      await stage.accept(requestAbout(post('letterbox', 64))),
    ];
    // The site is down with its desk: the first look fails before the first try.
    await eventually(
      () => stage.stored(id),
      ({ takedown }) => takedown.sends.some((send) => send.delivery?.result === 'retry'),
    );
    await withdraw(deps(), id, 'ada');
    stage.practice.setDown('letterbox', false);
    await arrives('letterbox', 64);
    expect(await stage.outcome(sibling)).toBe('removed');
    expect(arrived('letterbox', 63)).toBe(0);
  });

  it('while a request is under way keeps what came of it, and does nothing more', async () => {
    const id = await stage.accept(requestAbout(post('wobbly', 65)));
    await untilSlowAnswer(id);
    await withdraw(deps(), id, 'ada');
    const { takedown } = await eventually(
      () => stage.stored(id),
      ({ takedown: now }) => now.sends[0]?.delivery !== undefined,
    );
    expect(takedown.sends[0]?.delivery).toEqual({ result: 'retry', code: 'http_timeout' });
    expect(takedown.outcome).toEqual({ kind: 'withdrawn' });
    expect(takedown.sends).toHaveLength(1);
  });

  it('twice stays as it is', async () => {
    const id = await stage.accept(requestAbout('https://nowhere.example/p/66', { countries: ['US'] }));
    await withdraw(deps(), id, 'ada');
    const { version } = (await stage.stored(id)).takedown;
    await withdraw(deps(), id, 'ben');
    expect((await stage.stored(id)).takedown.version).toBe(version);
    expect(
      (await stage.service.base.handle.views.openTasks()).filter((task) => task.takedownId === id),
    ).toEqual([]);
  });

  it('can be submitted anew', async () => {
    const url = 'https://nowhere.example/p/67';
    const id = await stage.accept(requestAbout(url, { countries: ['US'] }));
    expect(await stage.submit([requestAbout(url, { countries: ['US'] })])).toEqual([
      { result: 'duplicate', id },
    ]);
    await withdraw(deps(), id, 'ada');
    expect(await stage.accept(requestAbout(url, { countries: ['US'] }))).not.toBe(id);
  });
});

describe.concurrent('a takedown that is found to show a minor', () => {
  const forgotten = async (id: string, url: string): Promise<void> => {
    const shown = await stage.service.base.handle.views.show(id);
    expect(shown?.red).toBeUndefined();
    expect(JSON.stringify(shown)).not.toContain(url);
    const [row] = await stage.sql('SELECT notice, url_hash, open_url FROM redress.takedowns WHERE id = $1', [
      id,
    ]);
    expect(row).toEqual({ notice: null, url_hash: null, open_url: null });
    const attempts = await stage.sql(
      'SELECT count(*)::int AS count FROM redress.attempts WHERE takedown_id = $1 AND (text IS NOT NULL OR evidence IS NOT NULL)',
      [id],
    );
    expect(attempts).toEqual([{ count: 0 }]);
  };

  it('in the middle is stopped, and URL and notices are forgotten', async () => {
    const url = post('deafly', 71);
    const id = await stage.accept(requestAbout(url));
    await arrives('deafly', 71);
    await eventually(
      () => stage.stored(id),
      ({ takedown }) => takedown.sends[0]?.deliveredAt !== undefined,
    );
    const after = await reclassifyAsMinor(deps(), id, 'ada');
    expect(after.outcome).toEqual({ kind: 'minor_route' });
    await forgotten(id, url);
    expect((await stage.stored(id)).plan).toMatchObject({ status: 'ended', dueAt: null });
  });

  it('while a request is under way keeps nothing of it afterwards', async () => {
    const url = post('wobbly', 72);
    const id = await stage.accept(requestAbout(url));
    await untilSlowAnswer(id);
    await reclassifyAsMinor(deps(), id, 'ada');
    await eventually(
      () => stage.stored(id),
      ({ takedown }) => takedown.sends[0]?.delivery !== undefined,
    );
    await forgotten(id, url);
  });

  it('after a person has sent it by hand keeps nothing of what they sent', async () => {
    const url = post('gatekeep', 73);
    const id = await stage.accept(requestAbout(url));
    await stage.task(id);
    await completeTask(deps(), await stage.stored(id), 'ada', { reference: 'GK-73' });
    await reclassifyAsMinor(deps(), id, 'ada');
    await forgotten(id, url);
  });

  it('while a person has the turn takes the task away', async () => {
    const id = await stage.accept(requestAbout('https://nowhere.example/p/74', { countries: ['US'] }));
    expect(await stage.task(id)).toBe('find_platform');
    await reclassifyAsMinor(deps(), id, 'ada');
    expect(
      (await stage.service.base.handle.views.openTasks()).filter((task) => task.takedownId === id),
    ).toEqual([]);
  });

  it('after its end is forgotten too, and watched no more', async () => {
    const url = post('longgone', 75);
    const id = await stage.accept(requestAbout(url));
    expect(await stage.outcome(id)).toBe('already_gone');
    await reclassifyAsMinor(deps(), id, 'ada');
    await forgotten(id, url);
    expect((await stage.stored(id)).plan.dueAt).toBeNull();
  });
});

describe('a request that says so from the start', () => {
  it.each(['minor', 'unknown'] as const)(
    '(%s) is recorded without its URL, and nobody looks there',
    async (age) => {
      const url = post('letterbox', age === 'minor' ? 81 : 82);
      const [answer] = await stage.submit([requestAbout(url, { ageInImage: age })]);
      if (answer?.result !== 'minor_route') throw new Error('not handed off');
      const shown = await stage.service.base.handle.views.show(answer.id);
      expect(JSON.stringify(shown)).not.toContain('letterbox');
      expect(shown?.stored.takedown).toMatchObject({ host: '', outcome: { kind: 'minor_route' } });
      const sibling = await stage.accept(requestAbout(post('letterbox', 83 + (age === 'minor' ? 0 : 1))));
      await eventually(
        () => stage.practice.arrivals('letterbox').looks.get(String(83 + (age === 'minor' ? 0 : 1))) ?? 0,
        (looks) => looks > 0,
      );
      expect(stage.practice.arrivals('letterbox').looks.get(age === 'minor' ? '81' : '82')).toBeUndefined();
      await withdraw(deps(), sibling, 'ada');
    },
  );
});
