import { setTimeout as sleep } from 'node:timers/promises';
import { describe, it } from 'vitest';
import { type OwnDatabase, ownDatabase } from '../e2e/support/own-database.ts';
import { Doubts } from './support/doubts.ts';
import { ended } from './support/ended.ts';
import { inFlight } from './support/ledger.ts';
import { mix } from './support/mix.ts';
import { backendOf, postmasterOf, untilAnswers, untilGone } from './support/postmaster.ts';
import { report } from './support/rows.ts';
import { openScene } from './support/scene.ts';
import { size } from './support/size.ts';
import { untilArrived } from './support/until.ts';

const TAKEDOWNS = size(400, 60);
const ROUNDS = size(4, 1);

/** Each ends with a server that answers at the same address. */
const FAULTS: Readonly<Record<string, (server: OwnDatabase, database: string) => Promise<void>>> = {
  /** As the kernel kills when memory is short: PostgreSQL then drops everybody, and recovers. */
  'a backend killed': async (_, database) => {
    process.kill(await backendOf(database), 'SIGKILL');
  },
  restarted: async (server, database) => {
    const postmaster = await postmasterOf(database);
    // Its fast shutdown: transactions are ended, and all is written.
    process.kill(postmaster, 'SIGINT');
    await untilGone(postmaster);
    await server.start();
  },
  killed: async (server, database) => {
    const postmaster = await postmasterOf(database);
    process.kill(postmaster, 'SIGKILL');
    await untilGone(postmaster);
    await sleep(1_500);
    await server.start();
  },
};

describe('the database', () => {
  it(
    'that is restarted and killed in the middle loses nothing and sends nothing twice',
    async ({ task, onTestFinished }) => {
      const server = await ownDatabase();
      onTestFinished(() => server.remove());
      const database = await server.database('faults');
      const scene = await openScene(onTestFinished, { backend: 'postgres', database });
      const process = await scene.serve();
      const doubts = new Doubts();
      const planned = [...mix(TAKEDOWNS, ['email', 'api', 'form', 'check'])];
      const some = Math.ceil(TAKEDOWNS / ROUNDS / Object.keys(FAULTS).length);
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const fault of Object.values(FAULTS)) {
          await scene.submit(planned.splice(0, some));
          await untilArrived(scene, 3);
          await fault(server, database);
          await untilAnswers(database);
          doubts.add(await inFlight(database));
        }
      }
      const counted = await ended(scene, [process], doubts, size(600_000, 300_000));
      report(
        { task },
        {
          fault: `PostgreSQL: ${Object.keys(FAULTS).join(', ')}`,
          ...counted,
          notes: `${ROUNDS} times each, ${doubts.size} tries in flight`,
        },
      );
    },
    size(1_200_000, 420_000),
  );
});
