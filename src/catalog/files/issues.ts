import type { z } from 'zod';
import { error, type Finding } from './fault.ts';

type Issue = z.core.$ZodIssue;
type RawIssue = z.core.$ZodRawIssue;

/** Words for what zod says shortly; undefined keeps zod's own words. */
export function describeIssue(issue: RawIssue): string | undefined {
  const absent = issue.code === 'invalid_type' || issue.code === 'invalid_value';
  if (absent && issue.input === undefined) return 'is missing';
  if (absent && issue.input === null) return 'is empty';
  if (issue.code === 'invalid_union' && issue.errors?.length === 0) return 'fits none of the known kinds';
  return undefined;
}

/** The faults of a file that does not fit its schema: one for each unknown key, one for each other issue. */
export function findingsOf(issues: readonly Issue[]): Finding[] {
  return issues.flatMap((issue): Finding[] => {
    const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => error([...path, key], 'is not a known key'));
    }
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const ways = issue.errors.flatMap((way) => way.map((one) => one.message));
      return [error(path, `none of these fits: ${[...new Set(ways)].join('; ')}`)];
    }
    return [error(path, issue.message)];
  });
}
