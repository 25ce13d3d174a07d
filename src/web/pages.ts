import type { Web, WebApp } from './desk.ts';
import { auditPage } from './pages/audit/audit.tsx';
import { casePage } from './pages/case/case.tsx';
import { casesPage } from './pages/cases/cases.tsx';
import { compliancePage } from './pages/compliance/compliance.tsx';
import { overviewPage } from './pages/overview/overview.tsx';
import { platformsPage } from './pages/platforms/platforms.tsx';
import { queuesPage } from './pages/queues/queues.tsx';
import { reportPage } from './pages/report/report.tsx';
import { searchPage } from './pages/search/search.tsx';
import { switchesPage } from './pages/switches/switches.tsx';
import { takedownPage } from './pages/takedown/takedown.tsx';
import { taskPage } from './pages/task/task.tsx';
import { tasksPage } from './pages/tasks/tasks.tsx';

/** Every page of those who are signed in. Each says itself for whom it is (`allow`). */
export const PAGES: readonly ((app: WebApp, web: Web) => void)[] = [
  reportPage,
  casesPage,
  casePage,
  takedownPage,
  tasksPage,
  taskPage,
  compliancePage,
  overviewPage,
  platformsPage,
  queuesPage,
  searchPage,
  switchesPage,
  auditPage,
];
