import type { Frame, FrameLocator, Locator, Page } from 'playwright';
import { isPageGone } from './locate.ts';

/** Where steps act: the page, or an iframe in it. */
export interface Scope {
  readonly root: Page | FrameLocator;
  /** The document that is there now; undefined while there is none. */
  frame(): Promise<Frame | undefined>;
}

export function pageScope(page: Page): Scope {
  return { root: page, frame: async () => page.mainFrame() };
}

export function iframeScope(owner: Locator): Scope {
  return {
    root: owner.contentFrame(),
    frame: async () => {
      try {
        const element = await owner.elementHandle({ timeout: 1_000 });
        return (await element?.contentFrame()) ?? undefined;
      } catch (error) {
        if (isPageGone(error)) throw error;
        return undefined;
      }
    },
  };
}

/** The page first, then the iframe that the steps act in, if they do: an answer may be shown in either. */
export function scopesOf(run: { readonly page: Page; readonly scope: Scope }): readonly Scope[] {
  return run.scope.root === run.page ? [run.scope] : [pageScope(run.page), run.scope];
}
