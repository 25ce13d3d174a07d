import { useText } from '../layout/view.ts';

/** The way to the next page of a list, and back to its beginning. Pages go by cursors: there are no numbers. */
export function Pager({ path, query, next, cursor }: PagerProps) {
  const t = useText();
  if (next === null && cursor === undefined) return null;
  const to = (more: Readonly<Record<string, string>>): string => {
    const params = new URLSearchParams({ ...defined(query ?? {}), ...more }).toString();
    return params === '' ? path : `${path}?${params}`;
  };
  return (
    <nav class="pager" aria-label={t.shell.pages}>
      {cursor === undefined ? null : <a href={to({})}>{t.shell.first}</a>}
      {next === null ? null : (
        <a class="button" href={to({ cursor: next })} rel="next">
          {t.shell.next}
        </a>
      )}
    </nav>
  );
}

interface PagerProps {
  path: string;
  /** What the list is filtered by: kept from page to page. */
  query?: Readonly<Record<string, string | undefined>> | undefined;
  next: string | null;
  /** Of this page; undefined on the first. */
  cursor: string | undefined;
}

function defined(query: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
