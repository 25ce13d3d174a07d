import type { Audience } from '../desk.ts';
import type { Texts } from '../i18n/texts.ts';

export type Section = keyof Texts['nav'];

interface Entry {
  readonly section: Section;
  readonly href: string;
  readonly audience: Audience;
}

/** The sections in the order in which they stand, each for those who may see it. */
export const NAV: readonly Entry[] = [
  { section: 'report', href: '/report', audience: 'helpline' },
  { section: 'cases', href: '/cases', audience: 'helpline' },
  { section: 'tasks', href: '/tasks', audience: 'helpline' },
  { section: 'search', href: '/search', audience: 'helpline' },
  { section: 'compliance', href: '/compliance', audience: 'helpline' },
  { section: 'queues', href: '/queues', audience: 'helpline' },
  { section: 'overview', href: '/overview', audience: 'ops' },
  { section: 'platforms', href: '/platforms', audience: 'ops' },
  { section: 'compliance', href: '/compliance', audience: 'ops' },
  { section: 'queues', href: '/queues', audience: 'ops' },
  { section: 'search', href: '/search', audience: 'ops' },
  { section: 'switches', href: '/switches', audience: 'ops' },
  { section: 'audit', href: '/audit', audience: 'ops' },
];

/** Where somebody begins. */
export const HOME: Readonly<Record<'helpline' | 'ops', string>> = { helpline: '/report', ops: '/overview' };
