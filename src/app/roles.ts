/** Which part of the work a process does. */
export const ROLES = ['all', 'api', 'worker', 'browser'] as const;
export type Role = (typeof ROLES)[number];
