import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { WebEnv } from '../desk.ts';
import { Bare } from './bare.tsx';
import type { Head } from './head.ts';
import { Shell } from './shell.tsx';
import { ViewContext } from './view.ts';

/** Answers with a page inside the shell: navigation, language, quick exit. */
export function show(
  c: Context<WebEnv>,
  head: Head,
  body: Child,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  return answer(c, <Shell head={head}>{body}</Shell>, status);
}

/** The same without navigation, for who is not signed in or has a covered screen. */
export function showBare(
  c: Context<WebEnv>,
  head: Head,
  body: Child,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  return answer(c, <Bare head={head}>{body}</Bare>, status);
}

async function answer(c: Context<WebEnv>, page: Child, status: ContentfulStatusCode): Promise<Response> {
  const html = <ViewContext.Provider value={c.var.view}>{page}</ViewContext.Provider>;
  return c.html(`<!doctype html>${await html.toString()}`, status);
}
