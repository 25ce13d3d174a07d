import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { query } from '../e2e/support/stage.ts';
import { Doubts } from './support/doubts.ts';
import { ended } from './support/ended.ts';
import { inFlight, unknown } from './support/ledger.ts';
import { mix } from './support/mix.ts';
import { report } from './support/rows.ts';
import { openScene } from './support/scene.ts';
import { size } from './support/size.ts';
import { untilArrived } from './support/until.ts';

const TAKEDOWNS = size(320, 40);
const TIMES = size(4, 2);
/** The practice files try six times, over eleven seconds at least. */
const AWAY = 4_000;
/** More outages than two in those seconds would rightly use up the tries. */
const BETWEEN = size(12_000, 0);

describe('the mail server', () => {
  it(
    'that dies and comes back gets every mail, and again only what was in flight',
    async ({ task, onTestFinished }) => {
      const scene = await openScene(onTestFinished, { backend: 'redis' });
      const process = await scene.serve('--role', 'worker');
      const doubts = new Doubts();
      const planned = [...mix(TAKEDOWNS, ['email'])];
      for (let time = 0; time < TIMES; time += 1) {
        await scene.submit(planned.splice(0, TAKEDOWNS / TIMES / 2));
        await untilArrived(scene, 3);
        const before = await inFlight(scene.database);
        await scene.mail.shut();
        doubts.add([...before, ...(await inFlight(scene.database)), ...(await unknown(scene.database))]);
        await scene.submit(planned.splice(0, TAKEDOWNS / TIMES / 2));
        await sleep(AWAY);
        await scene.mail.open();
        await sleep(BETWEEN);
      }
      const counted = await ended(scene, [process], doubts, size(300_000, 300_000));
      const [retried] = await query<{ count: number }>(
        scene.database,
        "SELECT count(*)::int AS count FROM redress.attempts WHERE result = 'retry' AND code LIKE 'smtp_%'",
      );
      expect(retried?.count).toBeGreaterThan(0);
      report(
        { task },
        {
          fault: 'mail server away',
          ...counted,
          notes: `${TIMES} times ${AWAY / 1_000} s, ${doubts.size} tries in flight, ${retried?.count} tries put off`,
        },
      );
    },
    size(600_000, 420_000),
  );
});
