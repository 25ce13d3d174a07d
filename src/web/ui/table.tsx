import type { Child } from 'hono/jsx';
import { useText } from '../layout/view.ts';

export interface Column<Row> {
  readonly title: string;
  /** Stands in the head beside the title, which is then for those who hear it. */
  readonly head?: Child;
  readonly cell: (row: Row) => Child;
  readonly numeric?: boolean | undefined;
}

/** A table that scrolls sideways by itself where it is too wide. `caption` says what it lists, for those who hear it. */
export function Table<Row>({
  caption,
  columns,
  rows,
  fresh,
}: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  fresh?: string | undefined;
}) {
  const t = useText().shell;
  return (
    // Not named alike: a card around it has the same name, and two landmarks may not.
    <section class="scroll" aria-label={`${caption}: ${t.table}`} tabindex={0} data-fresh={fresh}>
      <table>
        <caption class="hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" class={column.numeric === true ? 'numeric' : undefined}>
                {column.head === undefined ? (
                  column.title
                ) : (
                  <>
                    <span class="hidden">{column.title}</span>
                    {column.head}
                  </>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {columns.map((column) => (
                <td class={column.numeric === true ? 'numeric' : undefined}>{column.cell(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
