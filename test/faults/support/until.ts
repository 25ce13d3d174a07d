import { setTimeout as sleep } from 'node:timers/promises';
import type { Scene } from './scene.ts';

export const FORM_DESKS = ['looply'];
export const OTHER_DESKS = ['letterbox', 'wobbly-mail', 'pixhub', 'deafly', 'hostwell'];
const ALL_DESKS = [...FORM_DESKS, ...OTHER_DESKS];

/** How many notices have reached these desks so far. */
export function arrivals({ practice }: Scene, desks: readonly string[] = ALL_DESKS): number {
  return desks.reduce((sum, desk) => sum + practice.arrivals(desk).arrived, 0);
}

/** Waits until `more` notices have reached a desk: work is in its middle, and some of it is in flight. */
export async function untilArrived(
  scene: Scene,
  more: number,
  {
    desks = ALL_DESKS,
    within = 60_000,
  }: { readonly desks?: readonly string[]; readonly within?: number } = {},
): Promise<void> {
  const before = arrivals(scene, desks);
  const until = performance.now() + within;
  // Seen while its answer is still on the way: shorter than the desks' delays.
  while (arrivals(scene, desks) - before < more) {
    if (performance.now() > until) throw new Error(`not ${more} notices within ${within / 1000} s`);
    await sleep(5);
  }
}
