/** `npm run test:faults` sets it; within `npm test` the same faults go through shorter. */
export const FULL = process.env['FAULTS'] === 'full';

/** A number for the full run and one for the short run. */
export function size(full: number, short: number): number {
  return FULL ? full : short;
}
