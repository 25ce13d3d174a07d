import { join } from 'node:path';
import { fold } from '../domain/fold.ts';
import type { Api } from '../http/desk.ts';
import type { Web } from '../web/desk.ts';
import type { QueueBoard } from '../web/pages/queues/queue-board.ts';
import type { Base } from './base.ts';
import { packageRoot } from './package-root.ts';

/** What the pages are made of: the desks of the API, and sessions in place of tokens. */
export function webOf({ handle }: Pick<Base, 'handle'>, api: Api, board?: QueueBoard): Web {
  return {
    ...api,
    sessions: handle.sessions,
    verifyTakedown: (id) => handle.verifyAudit({ id, fold }),
    board,
    formKey: handle.deriveKey('web forms'),
    // Style sheets and scripts are not compiled: they lie with the sources, from dist/ too.
    assetsDir: join(packageRoot(), 'src', 'web', 'assets'),
  };
}
