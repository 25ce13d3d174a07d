import { Hono } from 'hono';
import type { Millis } from '../../domain/time.ts';
import type { ArrivalLog } from './arrivals.ts';
import { htmlPage, postPage } from './page.ts';
import {
  type Base,
  hostOf,
  type PracticeApp,
  type PracticeContext,
  type PracticeEnv,
  type PracticePlatform,
} from './platform.ts';
import { Posts } from './posts.ts';

export interface SiteOptions {
  readonly name: string;
  readonly title: string;
  /** What the site answers where a post was. */
  readonly gone: (c: PracticeContext) => Response | Promise<Response>;
  /** False: no post was ever there. */
  readonly exists?: boolean | undefined;
  /** A host of its own for media, and how much longer media live there than the page. */
  readonly cdn?: { readonly host: string; readonly lag: Millis } | undefined;
}

/** The part that all practice platforms share: a home page, posts and their media. */
export interface Site {
  readonly name: string;
  readonly app: PracticeApp;
  readonly hosts: Readonly<Record<string, PracticeApp>>;
  readonly posts: Posts;
  readonly log: ArrivalLog;
  /** The posts that a text names by URL, each once. */
  idsIn(text: string): string[];
}

export function makeSite(base: Base, options: SiteOptions): Site {
  const { name, title, cdn } = options;
  const host = hostOf(name);
  const log = base.log(name);
  const posts = new Posts(base.clock);
  const app = new Hono<PracticeEnv>();
  const isUp = (id: string, lag?: Millis) => options.exists !== false && posts.isUp(id, lag);
  const media = cdn === undefined ? app : new Hono<PracticeEnv>();

  app.get('/', (c) => c.html(htmlPage(title, '<h1>Welcome</h1>')));
  app.get('/p/:id{[0-9]{1,12}}', (c) => {
    const id = c.req.param('id');
    log.look(id);
    if (!isUp(id)) return options.gone(c);
    return c.html(postPage(title, id, `http://${cdn?.host ?? host}/media/${id}.png`));
  });
  media.get('/media/:file{[0-9]{1,12}\\.png}', (c) => {
    const head = c.req.method === 'HEAD';
    log.media[head ? 'head' : 'get'] += 1;
    if (!isUp(c.req.param('file').slice(0, -'.png'.length), cdn?.lag)) return c.body(null, 404);
    // There is no image: whoever asks for one gets an empty answer, and the log tells.
    return head
      ? c.body(null, 200, { 'Content-Type': 'image/png', 'Content-Length': '48213' })
      : c.body(null, 204);
  });

  const hosts = cdn === undefined ? { [host]: app } : { [host]: app, [cdn.host]: media };
  const names = Object.keys(hosts).map((known) => known.replaceAll('.', '\\.'));
  const link = new RegExp(`https?://(?:${names.join('|')})/(?:p|media)/([0-9]{1,12})(?![0-9])`, 'giu');
  return {
    name,
    app,
    hosts,
    posts,
    log,
    idsIn: (text) => [...new Set([...text.matchAll(link)].flatMap((found) => found[1] ?? []))],
  };
}

/** The platform of a site, with what it adds of its own. */
export function platformOf(
  site: Site,
  own: Partial<Pick<PracticePlatform, 'desks' | 'reset'>> = {},
): PracticePlatform {
  return {
    name: site.name,
    hosts: site.hosts,
    desks: own.desks ?? {},
    takeDown: (id) => site.posts.takeDown(id),
    bringBack: (id) => site.posts.bringBack(id),
    reset: () => {
      site.posts.reset();
      own.reset?.();
    },
  };
}
