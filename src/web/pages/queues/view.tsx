import type { EffectKind } from '../../../flow/ports.ts';
import { useView } from '../../layout/view.ts';
import { Callout } from '../../ui/callout.tsx';
import { Card } from '../../ui/card.tsx';
import { Heading } from '../../ui/heading.tsx';
import { count } from '../../ui/number.ts';
import { Table } from '../../ui/table.tsx';

interface QueuesModel {
  /** Undefined: the queue does not answer. */
  readonly rows:
    | readonly { readonly kind: EffectKind; readonly waiting: number; readonly active: number }[]
    | undefined;
  readonly board: boolean;
  readonly isOps: boolean;
}

export function QueuesView({ rows, board, isOps }: QueuesModel) {
  const { t: texts, lang } = useView();
  const t = texts.ops.queues;
  return (
    <>
      <Heading title={t.title} intro={t.intro} />
      {rows === undefined ? (
        <Callout tone="bad" role="alert">
          {t.away}
        </Callout>
      ) : (
        <Table
          caption={t.title}
          fresh="queues"
          rows={rows}
          columns={[
            { title: t.queue, cell: (one) => t.names[one.kind] },
            { title: t.waiting, numeric: true, cell: (one) => count(one.waiting, lang) },
            { title: t.active, numeric: true, cell: (one) => count(one.active, lang) },
          ]}
        />
      )}
      {board ? (
        <Card>
          <p class="muted">{isOps ? t.boardHint : t.boardReadOnly}</p>
          <p>
            <a class="button" href="/queues/board/">
              {t.board}
            </a>
          </p>
        </Card>
      ) : null}
    </>
  );
}
