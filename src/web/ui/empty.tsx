import type { PropsWithChildren } from 'hono/jsx';

/** Where a list would be and there is nothing yet: says so, and what to do. */
export function Empty({ text, children }: PropsWithChildren<{ text: string }>) {
  return (
    <div class="empty">
      <p>{text}</p>
      {children}
    </div>
  );
}
