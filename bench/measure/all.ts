import type { RatioName } from '../harness/comparison.ts';
import type { Backend } from '../setting/setting.ts';
import type { Bench, Measured } from './context.ts';

export interface Measurement {
  readonly gives: readonly RatioName[];
  readonly run: (bench: Bench) => Promise<Measured>;
}

const email = async (bench: Bench, backend: Backend) =>
  (await import('./email.ts')).measureEmail(bench, backend);
const api = async (bench: Bench, backend: Backend) => (await import('./api.ts')).measureApi(bench, backend);
const check = async (bench: Bench, backend: Backend) =>
  (await import('./check.ts')).measureCheck(bench, backend);

/** In the order in which they run. What a measurement needs is loaded when it begins. */
export const MEASUREMENTS: readonly Measurement[] = [
  { gives: ['email.redis'], run: (bench) => email(bench, 'redis') },
  { gives: ['email.postgres'], run: (bench) => email(bench, 'postgres') },
  one('api.redis', (bench) => api(bench, 'redis')),
  one('api.postgres', (bench) => api(bench, 'postgres')),
  one('check.redis', (bench) => check(bench, 'redis')),
  one('check.postgres', (bench) => check(bench, 'postgres')),
  one('form', async (bench) => (await import('./form.ts')).measureForm(bench)),
  one('intake', async (bench) => (await import('./intake.ts')).measureIntake(bench)),
  one('api.intake', async (bench) => (await import('./http-intake.ts')).measureApiIntake(bench)),
  one('api.list', async (bench) => (await import('./http-list.ts')).measureApiList(bench)),
  { gives: ['pages'], run: async (bench) => (await import('./pages.ts')).measurePages(bench) },
  {
    gives: ['scale.cost', 'scale.memory'],
    run: async (bench) => (await import('./scale.ts')).measureScale(bench),
  },
  { gives: ['urgent'], run: async (bench) => (await import('./urgent.ts')).measureUrgent(bench) },
  { gives: ['startup'], run: async (bench) => (await import('./startup.ts')).measureStartup(bench) },
];

/** Those that were asked for by the beginning of their name: `email` stands for both backends. */
export function chosen(only: readonly string[]): readonly Measurement[] {
  if (only.length === 0) return MEASUREMENTS;
  return MEASUREMENTS.filter(({ gives }) => gives.some((name) => only.some((word) => name.startsWith(word))));
}

function one(name: RatioName, run: (bench: Bench) => Promise<Measured['comparisons'][number]>): Measurement {
  return { gives: [name], run: async (bench) => ({ comparisons: [await run(bench)] }) };
}
