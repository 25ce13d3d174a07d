import type { Texts } from './en.ts';
import { oneCase } from './es/case.ts';
import { cases } from './es/cases.ts';
import { compliance } from './es/compliance.ts';
import { done } from './es/done.ts';
import { ops } from './es/ops.ts';
import { problems } from './es/problems.ts';
import { report } from './es/report.ts';
import { script } from './es/script.ts';
import { shell } from './es/shell.ts';
import { lock, signIn } from './es/sign-in.ts';
import { takedown } from './es/takedown.ts';
import { task, tasks } from './es/tasks.ts';
import { time } from './es/time.ts';
import { timeline } from './es/timeline.ts';
import { words } from './es/words.ts';

/** All texts of the pages in Spanish. */
export const es: Texts = {
  brand: 'Redress',
  nav: {
    report: 'Denunciar',
    cases: 'Casos',
    tasks: 'Tareas',
    overview: 'Resumen',
    platforms: 'Plataformas',
    compliance: 'Cumplimiento',
    queues: 'Colas',
    search: 'Buscar',
    switches: 'Interruptores',
    audit: 'Auditoría',
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
