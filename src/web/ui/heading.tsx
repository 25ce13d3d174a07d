import type { Child } from 'hono/jsx';

/** The title of a page with a line of what it is, and what can be done right of it. */
export function Heading({ title, intro, actions }: { title: string; intro?: Child; actions?: Child }) {
  return (
    <div class="heading">
      <div>
        <h1>{title}</h1>
        {intro === undefined ? null : <p class="lead">{intro}</p>}
      </div>
      {actions === undefined ? null : <div class="row">{actions}</div>}
    </div>
  );
}
