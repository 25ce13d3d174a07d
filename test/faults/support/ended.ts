import { expect } from 'vitest';
import type { Serving } from '../../e2e/support/redress.ts';
import { count } from './count.ts';
import type { Doubts } from './doubts.ts';
import type { FaultRow } from './rows.ts';
import type { Scene } from './scene.ts';

/** Waits for the end, ends the processes in peace, and counts. */
export async function ended(
  scene: Scene,
  processes: readonly Pick<Serving, 'kill' | 'ended' | 'err'>[],
  doubts: Doubts,
  within: number,
): Promise<Omit<FaultRow, 'fault' | 'notes'>> {
  const ends = await scene.allAtRest(within);
  for (const process of processes) process.kill('SIGTERM');
  const codes = await Promise.all(processes.map((process) => process.ended()));
  expect(codes.map(({ code }) => code)).toEqual(processes.map(() => 0));
  expect(processes.map((process) => process.err())).toEqual(processes.map(() => ''));
  expect(await scene.helpline.audit()).toMatchObject({ takedowns: scene.submitted.length, breaks: [] });
  return count(scene.practice, scene.submitted, ends, doubts);
}
