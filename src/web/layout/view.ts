import { createContext, useContext } from 'hono/jsx';
import type { Instant } from '../../domain/time.ts';
import type { Caller } from '../../flow/caller.ts';
import type { Lang, Texts } from '../i18n/texts.ts';
import type { AssetUrls } from './assets.ts';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** What every page knows. Nothing red. */
export interface View {
  readonly t: Texts;
  readonly lang: Lang;
  /** For `Intl`. */
  readonly locale: string;
  readonly theme: Theme;
  /** In which times are written: the viewer's as far as their browser told it, else UTC. */
  readonly zone: string;
  readonly now: Instant;
  /** Of this page, without its query. */
  readonly path: string;
  /** What was just done, as the address says: a key of `t.done`. */
  readonly done: string | undefined;
  readonly mode: 'sandbox' | 'live';
  readonly assets: AssetUrls;
  /** What each form carries, bound to the session. Empty before somebody signs in. */
  readonly csrf: string;
  readonly who: { readonly caller: Caller; readonly label: string } | undefined;
}

export const ViewContext = createContext<View | undefined>(undefined);

/** The view of the page that is being made. */
export function useView(): View {
  const view = useContext(ViewContext);
  if (view === undefined) throw new Error('a component was rendered outside of a page');
  return view;
}

/** The texts of its language. */
export function useText(): Texts {
  return useView().t;
}
