import type { PropsWithChildren } from 'hono/jsx';
import { isFor } from '../desk.ts';
import { Callout } from '../ui/callout.tsx';
import { Document } from './document.tsx';
import type { Head } from './head.ts';
import { Leave, SignedInAs } from './leave.tsx';
import { HOME, NAV } from './nav.ts';
import { Preferences } from './preferences.tsx';
import { useView } from './view.ts';

/** A page of somebody who is signed in. */
export function Shell({ head, children }: PropsWithChildren<{ head: Head }>) {
  const { t, who, mode, done } = useView();
  const said = done === undefined ? undefined : doneText(t.done, done);
  const caller = who?.caller;
  return (
    <Document head={head} hints={{ live: head.live, locks: true }}>
      <body>
        <a class="skip" href="#main">
          {t.shell.skip}
        </a>
        <header class="top">
          <a class="brand" href={caller === undefined ? '/' : HOME[caller.kind]}>
            {t.brand}
          </a>
          {mode === 'sandbox' ? <span class="badge badge-info">{t.shell.sandbox}</span> : null}
          <output class="live" data-live-state aria-live="polite"></output>
          <Leave />
        </header>
        <nav class="nav" aria-label={t.shell.sections}>
          <ul>
            {NAV.filter((one) => caller !== undefined && isFor(caller, one.audience)).map((one) => (
              <li>
                <a href={one.href} aria-current={one.section === head.section ? 'page' : undefined}>
                  {t.nav[one.section]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <main id="main" tabindex={-1}>
          {said === undefined ? null : (
            <Callout tone="ok" role="status">
              {said}
            </Callout>
          )}
          {children}
        </main>
        <footer class="foot">
          <SignedInAs />
          <Preferences />
        </footer>
      </body>
    </Document>
  );
}

/** The address says what was done by a key; what is no key says nothing. */
function doneText(texts: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(texts, key) ? texts[key] : undefined;
}
