import type { RatioName } from '../harness/comparison.ts';
import { measureApi } from './api.ts';
import { measureCheck } from './check.ts';
import type { Bench, Measured } from './context.ts';
import { measureEmail } from './email.ts';
import { measureForm } from './form.ts';
import { measureIntake } from './intake.ts';
import { measureScale } from './scale.ts';
import { measureUrgent } from './urgent.ts';

export interface Measurement {
  readonly gives: readonly RatioName[];
  readonly run: (bench: Bench) => Promise<Measured>;
}

export const MEASUREMENTS: readonly Measurement[] = [
  one('email.redis', (bench) => measureEmail(bench, 'redis')),
  one('email.postgres', (bench) => measureEmail(bench, 'postgres')),
  one('api.redis', (bench) => measureApi(bench, 'redis')),
  one('api.postgres', (bench) => measureApi(bench, 'postgres')),
  one('check.redis', (bench) => measureCheck(bench, 'redis')),
  one('check.postgres', (bench) => measureCheck(bench, 'postgres')),
  one('form', measureForm),
  one('intake', measureIntake),
  { gives: ['scale.cost', 'scale.memory'], run: measureScale },
  { gives: ['urgent'], run: measureUrgent },
];

/** Those that were asked for by the beginning of their name: `email` stands for both backends. */
export function chosen(only: readonly string[]): readonly Measurement[] {
  if (only.length === 0) return MEASUREMENTS;
  return MEASUREMENTS.filter(({ gives }) => gives.some((name) => only.some((word) => name.startsWith(word))));
}

function one(name: RatioName, run: (bench: Bench) => Promise<Measured['comparisons'][number]>): Measurement {
  return { gives: [name], run: async (bench) => ({ comparisons: [await run(bench)] }) };
}
