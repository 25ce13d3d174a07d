import type { Child, PropsWithChildren } from 'hono/jsx';

type CardProps = PropsWithChildren<{
  title?: string | undefined;
  /** Stands right of the title. */
  aside?: Child;
  id?: string | undefined;
  /** It is replaced when the page's events tell of a change. One name once on a page. */
  fresh?: string | undefined;
  class?: string | undefined;
}>;

/** One subject on a page. */
export function Card({ title, aside, id, fresh, children, class: more }: CardProps) {
  const head = title === undefined ? undefined : `${id ?? slug(title)}-title`;
  return (
    <section
      class={more === undefined ? 'card' : `card ${more}`}
      id={id}
      data-fresh={fresh}
      aria-labelledby={head}
    >
      {title === undefined ? null : (
        <div class="card-head">
          <h2 id={head}>{title}</h2>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 40);
}
