export type { Arrivals } from './base/arrivals.ts';
export { EXPECTED, type Expected } from './expected.ts';
export { PRACTICE_SECRETS, type Practice, type PracticeOptions, SUFFIX, startPractice } from './practice.ts';
