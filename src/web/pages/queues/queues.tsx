import { EFFECT_KINDS } from '../../../flow/ports.ts';
import type { Web, WebApp } from '../../desk.ts';
import { show } from '../../layout/show.tsx';
import { board } from './board.ts';
import { QueuesView } from './view.tsx';

/** `/queues`: how long they are; behind it the board of the queues. For everybody who is signed in. */
export function queuesPage(app: WebApp, web: Web): void {
  app.get('/queues', async (c) => {
    const { desk, view } = c.var;
    const counts = await web.queue.counts().catch(() => undefined);
    return show(
      c,
      { title: view.t.ops.queues.title, section: 'queues', live: 'any' },
      <QueuesView
        rows={counts === undefined ? undefined : EFFECT_KINDS.map((kind) => ({ kind, ...counts[kind] }))}
        board={web.board !== undefined}
        isOps={desk.caller.kind === 'ops'}
      />,
    );
  });
  if (web.board !== undefined) board(app, web, web.board);
}
