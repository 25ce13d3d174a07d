import type { Child } from 'hono/jsx';

export interface TileProps {
  readonly label: string;
  readonly value: Child;
  /** `warn` and `bad` only while there is something to do about it. */
  readonly tone?: 'warn' | 'bad' | 'quiet' | undefined;
}

/** Numbers that are to be seen at a glance, each with its name. */
export function Tiles({ tiles, fresh }: { tiles: readonly TileProps[]; fresh?: string | undefined }) {
  return (
    <dl class="tiles" data-fresh={fresh}>
      {tiles.map(({ label, value, tone }) => (
        <div class={tone === undefined ? 'tile' : `tile tile-${tone}`}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
