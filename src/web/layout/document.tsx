import type { PropsWithChildren } from 'hono/jsx';
import type { Head } from './head.ts';
import { useView } from './view.ts';

/** What the script says and does on a page, in attributes: there is no inline script. */
export interface ScriptHints {
  /** Which events concern the page: `any`, `takedown:ID` or `case:ID`. Absent: it is not live. */
  readonly live?: string | undefined;
  /** Covers the screen when nobody uses it. */
  readonly locks: boolean;
}

/** The outermost element of every page. */
export function Document({ head, hints, children }: PropsWithChildren<{ head: Head; hints: ScriptHints }>) {
  const { t, lang, locale, theme, assets, csrf, zone } = useView();
  return (
    <html
      lang={lang}
      data-theme={theme}
      data-zone={zone}
      data-locale={locale}
      data-live={hints.live}
      data-locks={hints.locks ? 'yes' : undefined}
      data-csrf={hints.locks ? csrf : undefined}
      data-words={JSON.stringify(t.script)}
    >
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="format-detection" content="telephone=no" />
        <title>{`${head.title} · ${t.brand}`}</title>
        <link rel="stylesheet" href={assets.css} />
        <link rel="icon" href={assets.icon} type="image/svg+xml" />
        <script type="module" src={assets.js}></script>
      </head>
      {children}
    </html>
  );
}
