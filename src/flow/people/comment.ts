import { RedressError } from '../../domain/errors.ts';
import type { Takedown } from '../../domain/takedown.ts';
import type { FlowDeps } from '../deps.ts';
import { settle } from '../settle.ts';

/**
 * Notes something about a takedown, or about one of its tasks. The words are red: they lie sealed beside the event.
 *
 * @throws RedressError `takedown_unknown`
 */
export async function comment(
  deps: FlowDeps,
  id: string,
  by: string,
  { text, taskId }: { readonly text: string; readonly taskId?: string | undefined },
): Promise<Takedown> {
  const after = await settle(deps, id, 'keep', () => ({
    events: [
      {
        event: {
          type: 'commented',
          at: deps.clock.now(),
          by,
          ...(taskId === undefined ? {} : { taskId }),
        },
        red: { text },
      },
    ],
  }));
  if (after !== undefined) return after;
  throw new RedressError('takedown_unknown', 'There is no such takedown.', { field: 'id' });
}
