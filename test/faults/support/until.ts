import { eventually } from '../../e2e/support/eventually.ts';
import type { Scene } from './scene.ts';

const DESKS = ['letterbox', 'wobbly-mail', 'deafly', 'hostwell', 'pixhub', 'looply'];

/** How many notices have reached a desk so far. */
export function arrivals({ practice }: Scene): number {
  return DESKS.reduce((sum, desk) => sum + practice.arrivals(desk).arrived, 0);
}

/** Waits until `more` notices have reached a desk: work is in its middle, and some of it is in flight. */
export async function untilArrived(scene: Scene, more: number, within = 60_000): Promise<void> {
  const before = arrivals(scene);
  await eventually(
    () => arrivals(scene) - before,
    (now) => now >= more,
    within,
  );
}
