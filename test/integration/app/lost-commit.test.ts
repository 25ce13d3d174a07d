import { describe, expect, it } from 'vitest';
import { eventually } from '../../e2e/support/eventually.ts';
import { post, requestAbout } from '../../e2e/support/request.ts';
import { openStage, query } from '../../e2e/support/stage.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { losingAnswers } from '../ledger/support/losing.ts';

describe('an effect whose commit goes unanswered', { timeout: 120_000 }, () => {
  it('has done nothing: it is tried again, sent once, and no failure of ours', async ({ onTestFinished }) => {
    const database = await freshDatabase();
    onTestFinished(() => database.drop());
    const relay = await losingAnswers(database.url);
    onTestFinished(() => relay.close());
    const stage = await openStage({ databaseUrl: relay.url });
    onTestFinished(() => stage.end());
    relay.loseAnswerTo(`SET state = 'committed'`);
    const id = await stage.accept(requestAbout(post('letterbox', 801)));
    expect(await stage.outcome(id, 90_000)).toBe('removed');
    const tries = await query(
      database.url,
      'SELECT result, code FROM redress.attempts WHERE takedown_id = $1 ORDER BY try',
      [id],
    );
    expect(tries).toEqual([
      { result: 'retry', code: 'ledger_unreachable' },
      { result: 'sent', code: 'smtp_250' },
    ]);
    await eventually(
      () => stage.practice.arrivals('letterbox').posts.get('801'),
      (count) => count === 1,
    );
    expect(await stage.logText()).not.toContain('effect failed');
    expect(await stage.service.base.handle.verifyAudit()).toMatchObject({ takedowns: 1, breaks: [] });
  });
});
