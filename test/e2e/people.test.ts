import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taskSheet } from '../../src/flow/people/sheet.ts';
import { completeTask, failTask } from '../../src/flow/people/tasks.ts';
import { eventually } from './support/eventually.ts';
import { post, requestAbout } from './support/request.ts';
import { openStage, type Stage } from './support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.end());

const deps = () => stage.service.base.deps;
const timeline = async (id: string) => (await stage.service.base.handle.views.show(id))?.events ?? [];
const events = async (id: string) => (await timeline(id)).map(({ event }) => event.type);

describe.concurrent('a person', () => {
  it('sends by hand what a machine must not, and the takedown goes on to its end', async () => {
    const id = await stage.accept(requestAbout(post('gatekeep', 51)));
    expect(await stage.task(id)).toBe('send_by_hand');
    const stored = await stage.stored(id);
    const sheet = await taskSheet(deps(), stored);
    expect(sheet).toMatchObject({
      kind: 'send_by_hand',
      urls: [post('gatekeep', 51)],
      link: 'http://gatekeep.practice.test/report',
    });
    expect(sheet?.text).toContain(post('gatekeep', 51));

    stage.practice.takeDown('gatekeep', '51');
    await completeTask(deps(), stored, 'ada', { reference: 'GK-77' });
    expect(await stage.outcome(id)).toBe('removed');

    const shown = await stage.service.base.handle.views.show(id);
    const ended = shown?.events.find(({ event }) => event.type === 'task_ended');
    expect(ended).toMatchObject({ event: { result: 'done', by: 'ada' }, red: { reference: 'GK-77' } });
    expect(shown?.attempts[0]).toMatchObject({
      result: 'handover',
      code: 'captcha_hcaptcha',
      text: sheet?.text,
    });
    expect((await stage.service.base.deps.ledger.facts(id))?.references.map((one) => one.reference)).toEqual([
      'GK-77',
    ]);
    expect(stage.practice.arrivals('gatekeep').arrived).toBe(0);
  });

  it('looks where a machine cannot see, twice before "gone" counts', async () => {
    const id = await stage.accept(requestAbout(post('wallflower', 52)));
    expect(await stage.task(id)).toBe('look_by_hand');
    const first = await stage.stored(id);
    await completeTask(deps(), first, 'ada', { verdict: 'gone' });
    const second = await eventually(
      () => stage.stored(id),
      ({ takedown }) => takedown.task !== undefined && takedown.task.id !== first.takedown.task?.id,
    );
    expect(second.takedown.outcome).toBeUndefined();
    expect(second.takedown.task).toMatchObject({ kind: 'look_by_hand', reason: 'confirm_gone' });
    await completeTask(deps(), second, 'ben', { verdict: 'gone' });
    expect(await stage.outcome(id)).toBe('removed');
  });

  it('who still sees it ends the takedown without a success', async () => {
    const id = await stage.accept(requestAbout(post('wallflower', 53)));
    await stage.task(id);
    await completeTask(deps(), await stage.stored(id), 'ada', { verdict: 'live' });
    expect(await stage.outcome(id)).toBe('no_response');
  });

  it('names the platform of an unknown host, and the takedown goes on by its file', async () => {
    const id = await stage.accept(requestAbout('http://mirror.practice.test/p/54', { countries: ['US'] }));
    expect(await stage.task(id)).toBe('find_platform');
    const unknown = await stage.stored(id);
    expect(unknown.takedown).toMatchObject({ platform: null, host: 'mirror.practice.test' });
    await completeTask(deps(), unknown, 'ada', { platform: 'practice-longgone' });
    const known = await stage.stored(id);
    expect(known.takedown).toMatchObject({ platform: 'practice-longgone', regimes: ['practice-48s'] });
    // Nothing is at that address, which the file's signals tell: no notice is due.
    expect(await stage.outcome(id)).toBe('already_gone');
    expect(await events(id)).toContain('platform_set');
  });

  it('who finds no way in ends the search', async () => {
    const id = await stage.accept(requestAbout('https://nowhere.example/p/55', { countries: ['US'] }));
    await stage.task(id);
    await failTask(deps(), await stage.stored(id), 'ada');
    const after = await stage.stored(id);
    expect(after.takedown.endedTasks).toMatchObject([{ kind: 'find_platform', result: 'failed' }]);
    expect(after.takedown.task?.kind).not.toBe('find_platform');
  });

  it.each([
    ['look_by_hand', post('wallflower', 56), {}, 'task_incomplete', 'verdict'],
    ['find_platform', 'https://nowhere.example/p/56', {}, 'task_incomplete', 'platform'],
    [
      'find_platform',
      'https://nowhere.example/p/57',
      { platform: 'practice-none' },
      'platform_unknown',
      'platform',
    ],
  ])(
    'who leaves out what %s needs is told so, and the task stays open (%s)',
    async (kind, url, done, code, field) => {
      const id = await stage.accept(requestAbout(url, { countries: ['US'] }));
      expect(await stage.task(id)).toBe(kind);
      const stored = await stage.stored(id);
      await expect(completeTask(deps(), stored, 'ada', done)).rejects.toMatchObject({ code, field });
      expect((await stage.stored(id)).takedown.task?.id).toBe(stored.takedown.task?.id);
    },
  );

  it('cannot end a task that somebody else has ended', async () => {
    const id = await stage.accept(requestAbout('https://nowhere.example/p/58', { countries: ['US'] }));
    await stage.task(id);
    const stored = await stage.stored(id);
    await failTask(deps(), stored, 'ada');
    await expect(
      completeTask(deps(), stored, 'ben', { platform: 'practice-letterbox' }),
    ).rejects.toMatchObject({
      code: 'task_not_open',
    });
    await expect(failTask(deps(), await stage.stored(id), 'ben')).rejects.toMatchObject({
      code: 'task_not_open',
    });
  });

  it('who acts while a check runs does not make the takedown wait for the end of its lease', async () => {
    const id = await stage.accept(requestAbout(post('gatekeep', 59)));
    await stage.task(id);
    // Looking goes on while the person has the turn: end the task at the very moment at which a look is claimed.
    const claimed = await eventually(
      () => stage.stored(id),
      ({ plan }) => plan.status === 'running' || plan.effect === 'check',
    );
    await completeTask(deps(), claimed, 'ada', {
      reference: 'GK-78',
      reply: { kind: 'refused', reason: 'not_ours' },
    });
    expect(await stage.outcome(id, 30_000)).toBe('refused');
  });
});
