import { Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { RedressError } from '../../../domain/errors.ts';
import type { Web, WebApp, WebEnv } from '../../desk.ts';
import { isOwnOrigin } from '../../guard/origin.ts';
import { ownPage } from './own-page.ts';
import type { QueueBoard } from './queue-board.ts';

const PATH = '/queues/board';

/** What ops may do there; all else is done on takedowns, where it is on their record. */
const OPS_MAY =
  /^\/api\/queues\/(?:(pause|resume)|([a-z-]+)\/(pause|resume)|([a-z-]+)\/[^/]+\/(promote|clean))$/;

/**
 * Bull-board below `/queues/board`, behind the same sign-in: for ops with their jobs, for helplines how long the queues are
 * and nothing else. It is loaded when somebody first looks.
 */
export function board(app: WebApp, web: Web, source: QueueBoard): void {
  const made = new Map<string, Promise<Hono>>();
  app.get(PATH, (c) => c.redirect(`${PATH}/`, 301));
  app.use(`${PATH}/static/*`, compress());
  app.all(`${PATH}/*`, guarded(), async (c) => {
    c.set('policy', POLICY);
    const who = c.var.desk.caller.kind;
    const { lang } = c.var.view;
    const inner = made.get(who + lang) ?? makeBoard(source, who, LOCALES[lang]);
    made.set(who + lang, inner);
    // One that could not be made is made anew when somebody looks again.
    inner.catch(() => made.delete(who + lang));
    const url = new URL(c.req.url);
    url.pathname = url.pathname.slice(PATH.length) || '/';
    const answer = await (await inner).fetch(new Request(url, c.req.raw));
    if (!(answer.headers.get('content-type') ?? '').startsWith('text/html')) return answer;
    return c.html(ownPage(await answer.text(), c.var.view));
  });

  /** Changes of queues are for ops, come from a page of ours, and are put on record. */
  function guarded(): MiddlewareHandler<WebEnv> {
    return async (c, next) => {
      if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
      const { desk } = c.var;
      const asked = OPS_MAY.exec(c.req.path.slice(PATH.length));
      if (desk.caller.kind !== 'ops' || asked === null || !isOwnOrigin(c)) {
        throw new RedressError('role_insufficient', 'This is not done to queues.', {
          cure: 'Act on the takedown instead: there it is on record.',
        });
      }
      await next();
      if (!c.res.ok) return;
      const [, all, ofQueue, act, ofJob, jobAct] = asked;
      const what = all === undefined ? `${ofQueue ?? ofJob}: ${act ?? `job ${jobAct}`}` : `*: ${all}`;
      const at = web.clock.now();
      await desk.deps.ledger.recordSwitch({
        act: 'queue_changed',
        what,
        by: desk.caller.tokenId,
        at,
        why: null,
      });
    };
  }
}

/** As bull-board names its languages. */
const LOCALES = { en: 'en-GB', es: 'es-ES' } as const;

async function makeBoard(source: QueueBoard, who: 'ops' | 'helpline', lng: string): Promise<Hono> {
  const [{ createBullBoard }, { HonoAdapter }, { serveStatic }] = await Promise.all([
    import('@bull-board/api'),
    import('@bull-board/hono'),
    import('@hono/node-server/serve-static'),
  ]);
  const serverAdapter = new HonoAdapter(serveStatic);
  createBullBoard({
    queues: await source.adapters(who),
    serverAdapter,
    options: {
      uiConfig: {
        boardTitle: 'Redress',
        boardLogo: { path: '', width: 0, height: 0 },
        favIcon: { default: 'static/images/logo.svg', alternative: 'static/favicon-32x32.png' },
        miscLinks: [{ text: 'Redress', url: '/queues' }],
        hideRedisDetails: true,
        hideDocsLink: true,
        showWorkers: false,
        showMetrics: false,
        locale: { lng },
      },
    },
  });
  // The page says by itself below which path it lies.
  serverAdapter.setBasePath('/');
  return new Hono().route('/', serverAdapter.registerPlugin());
}

/**
 * Its own policy: the same as of our pages, but for a base and for styles that its script writes into elements. Nothing is
 * loaded from elsewhere, and no script but ours and its own files runs.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'self'",
].join('; ');
