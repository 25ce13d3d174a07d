import { DAY, HOUR } from '../../../../src/domain/time.ts';
import { query } from '../../../e2e/support/stage.ts';
import { ANNE, BERT, type TestApi } from './desk.ts';

export const PIXHUB = 'practice-pixhub';
export const DEAFLY = 'practice-deafly';

/**
 * Notices of twenty days ago, counted for thirty and ninety days. Pixhub: of Anne's, 30 were removed after 10 hours and 6
 * refused; 3 of Bert's are open. Deafly: Bert's 40, none of them removed.
 */
export async function countNotices(api: TestApi): Promise<void> {
  const url = api.base.handle.databaseUrl;
  const now = api.base.deps.clock.now();
  const reached = now - 20 * DAY;
  let group = 0;
  const add = (
    helpline: string,
    recipient: string,
    count: number,
    ended: string,
    stopped = 'NULL',
    reason = 'NULL',
  ) => {
    group += 1;
    return query(
      url,
      `INSERT INTO redress.notice_facts (takedown_id, cycle, recipient, helpline_id, channel, reached_at, receipt_at,
         deadline_at, ended, stopped_at, reason, pushed_back, returned)
       SELECT 'td_${group}_' || n, 0, '${recipient}', '${helpline}', 'c', ${reached}, ${reached + HOUR},
         ${reached + 2 * DAY}, ${ended}, ${stopped}, ${reason}, ${reason !== 'NULL'}, false
       FROM generate_series(1, ${count}) n`,
    );
  };
  await add(ANNE.id, PIXHUB, 30, `'removed'`, String(reached + 10 * HOUR));
  await add(ANNE.id, PIXHUB, 6, `'refused'`, 'NULL', `'other'`);
  await add(BERT.id, PIXHUB, 3, 'NULL');
  await add(BERT.id, DEAFLY, 40, `'not_removed'`);
  await query(
    url,
    `INSERT INTO redress.figures (helpline_id, kind, key, due_at)
     SELECT DISTINCT s, 'recipient:' || p, recipient, 0 FROM redress.notice_facts n,
       unnest(ARRAY['*', n.helpline_id]) s, unnest(ARRAY['30d', '90d']) p`,
  );
  const keeper = api.base.handle.figureKeeper(() => null);
  while (await keeper.refresh(now));
}
