import { oneCase } from './en/case.ts';
import { cases } from './en/cases.ts';
import { compliance } from './en/compliance.ts';
import { done } from './en/done.ts';
import { ops } from './en/ops.ts';
import { problems } from './en/problems.ts';
import { report } from './en/report.ts';
import { script } from './en/script.ts';
import { shell } from './en/shell.ts';
import { lock, signIn } from './en/sign-in.ts';
import { takedown } from './en/takedown.ts';
import { task, tasks } from './en/tasks.ts';
import { time } from './en/time.ts';
import { timeline } from './en/timeline.ts';
import { words } from './en/words.ts';

/** All texts of the pages in English. One file for each page or subject; es.ts has the same shape. */
export const en = {
  brand: 'Redress',
  nav: {
    report: 'Report',
    cases: 'Cases',
    tasks: 'Tasks',
    overview: 'Overview',
    platforms: 'Platforms',
    compliance: 'Compliance',
    queues: 'Queues',
    search: 'Search',
    switches: 'Switches',
    audit: 'Audit',
  },
  shell,
  signIn,
  lock,
  problems,
  done,
  time,
  script,
  words,
  ops,
  compliance,
  report,
  cases,
  oneCase,
  tasks,
  task,
  takedown,
  timeline,
};

/** The shape of every language's catalogue: the others must have what English has. */
export type Texts = typeof en;
