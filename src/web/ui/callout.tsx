import type { PropsWithChildren } from 'hono/jsx';

export type Tone = 'ok' | 'info' | 'warn' | 'bad' | 'quiet';

type CalloutProps = PropsWithChildren<{
  tone: Tone;
  title?: string | undefined;
  role?: 'status' | 'alert' | undefined;
}>;

/** Something that must not be missed. `alert` for what went wrong just now, `status` for what went well. */
export function Callout({ tone, title, role, children }: CalloutProps) {
  return (
    <div class={`callout callout-${tone}`} role={role}>
      {title === undefined ? null : <p class="callout-title">{title}</p>}
      <div>{children}</div>
    </div>
  );
}
