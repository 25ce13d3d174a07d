import { setTimeout as sleep } from 'node:timers/promises';
import type { Serving } from '../../e2e/support/redress.ts';
import type { Doubts } from './doubts.ts';
import { inFlight } from './ledger.ts';
import type { Scene } from './scene.ts';

/** How long a statement that a killed process had sent may still run in the database. */
const STATEMENT = 200;

/** Kills a process as the kernel does, and notes what it had in flight. */
export async function killed(scene: Scene, process: Serving, doubts: Doubts): Promise<void> {
  process.kill('SIGKILL');
  await process.ended();
  await sleep(STATEMENT);
  doubts.add(await inFlight(scene.database, process.pid));
}
