import type { PropsWithChildren } from 'hono/jsx';
import { Document } from './document.tsx';
import type { Head } from './head.ts';
import { Preferences } from './preferences.tsx';
import { useText } from './view.ts';

/** A page without navigation: one thing in the middle. */
export function Bare({ head, children }: PropsWithChildren<{ head: Head }>) {
  const t = useText();
  return (
    <Document head={head} hints={{ locks: false }}>
      <body class="bare">
        <main id="main">
          <p class="brand">{t.brand}</p>
          {children}
        </main>
        <footer>
          <Preferences />
        </footer>
      </body>
    </Document>
  );
}
