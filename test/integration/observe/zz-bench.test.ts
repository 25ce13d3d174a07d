import { expect, it } from 'vitest';
import { testLedger } from '/work/main/test/integration/ledger/support/ledger.ts';
import { newTakedown, T0 } from '/work/main/test/integration/ledger/support/takedowns.ts';
it('bench', async () => {
  const l = await testLedger();
  await l.ledger.add([newTakedown(l.caseId)]);
  await l.sql(`INSERT INTO redress.takedowns (id, case_id, helpline_id, version, head_hash, state, platform, host, outcome, created_at, updated_at, status, due_at, effect, recipient, channel, deadline_at, next)
   SELECT 'td_b'||i, case_id, helpline_id, 1, head_hash, state, 'p'||(i%60), host, NULL, created_at, updated_at,
     (ARRAY['queued','waiting','waiting','person','ended'])[1+i%5], CASE WHEN i%5 IN (0,1,2) THEN ${T0}+(i%100000)*1000 END, CASE WHEN i%5 IN (0,1,2) THEN (ARRAY['email','form','api','check'])[1+i%4] END,
     CASE WHEN i%5 IN (0,1,2) THEN 'r'||(i%60) END, 'abuse', CASE WHEN i%5<4 THEN ${T0}+(i%172800)*1000 END, next
   FROM redress.takedowns, generate_series(1,1000000) i`);
  for (const vac of [false, true]) {
    if (vac) await l.sql('VACUUM ANALYZE redress.takedowns'); else await l.sql('ANALYZE redress.takedowns');
    for (let i = 0; i < 3; i++) { const t = performance.now(); const g = await l.views.gauges(T0 + 3_600_000); console.log('vacuumed', vac, 'gauges ms', Math.round(performance.now() - t), JSON.stringify(g.deadlines), g.due.length); }
  }
  await l.end(); expect(1).toBe(1);
}, 500_000);
