import { OpenAPIHono } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { RedressError } from '../domain/errors.ts';
import { problemsOf } from '../flow/intake/problems.ts';
import type { Api, ApiEnv, App } from './desk.ts';
import { docsPage } from './docs-page.ts';
import { describe } from './document.ts';
import { intakeKeys } from './events/intake-key.ts';
import { events } from './events/stream.ts';
import { authenticated } from './guard/auth.ts';
import { bodyLimited } from './guard/body.ts';
import { dataHeaders } from './guard/headers.ts';
import { ANSWERED_WITHIN, inTime } from './guard/in-time.ts';
import { rateLimited } from './guard/rate.ts';
import { logged } from './guard/request.ts';
import { answerProblem, redressErrorOf } from './problems/answer.ts';
import { InvalidRequest } from './problems/invalid.ts';
import { problemPages } from './problems/page.ts';
import { actOnMany } from './routes/act-on-many.ts';
import { takedownActs } from './routes/acts.ts';
import { caseData } from './routes/case-data.ts';
import { cases } from './routes/cases.ts';
import { compliance } from './routes/compliance.ts';
import { intake } from './routes/intake.ts';
import { ops } from './routes/ops.ts';
import { platforms } from './routes/platforms.ts';
import { shares } from './routes/shares.ts';
import { takedowns } from './routes/takedowns.ts';
import { taskActs } from './routes/task-acts.ts';
import { tasks } from './routes/tasks.ts';
import { deliveries } from './webhooks/deliveries.ts';
import { subscriptions } from './webhooks/subscriptions.ts';

/** In the order in which paths are tried: words before ids. */
const ROUTES = [
  intake,
  takedowns,
  takedownActs,
  actOnMany,
  cases,
  caseData,
  shares,
  tasks,
  taskActs,
  platforms,
  ops,
  compliance,
  subscriptions,
  deliveries,
  events,
  intakeKeys,
] as const;

/** The API below `/v1`, its document at `/openapi.json`, and that as a page at `/docs`. */
export function createApi(api: Api): Hono {
  const v1 = versionOne(api);
  const answer = inTime(v1, api.answeredWithin ?? ANSWERED_WITHIN, api.log);
  const document = describe(v1, api.version);
  const app = new Hono();
  app.get('/openapi.json', dataHeaders(), (c) => c.json(document));
  app.route('/', docsPage());
  app.route('/', problemPages());
  app.all('/v1/*', (c) => answer(c.req.raw, c.env));
  return app;
}

function versionOne(api: Api): App {
  const app: App = new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      throw result.target === 'param' ? nothingHere() : new InvalidRequest(problemsOf(result.error));
    },
  });
  app.use(logged(api), dataHeaders(), async (c, next) => {
    c.header('cache-control', 'no-store');
    await next();
  });
  app.use(bodyLimited(), authenticated(api), rateLimited(api));
  for (const add of ROUTES) add(app, api);
  app.notFound((c) => answerProblem(c, nothingHere()));
  app.onError((error, c) => {
    const known = redressErrorOf(error);
    if (known.code === 'bug') {
      api.log.error({ error, request: c.var.requestId, at: placesOf(error) }, 'a request failed');
    }
    return answerProblem(c, known);
  });
  return app;
}

const nothingHere = (): RedressError =>
  new RedressError('route_unknown', 'There is nothing here.', { cure: 'See /docs.' });

/** Where it was thrown, for the log: the text of an error may quote what the request held. */
function placesOf(error: Error): readonly string[] {
  return (error.stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, 6);
}
