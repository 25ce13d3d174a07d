import type { z } from 'zod';
import {
  Claimed,
  type ClaimRequest,
  Commented,
  Sheet,
  Task,
  type TaskDone,
  TaskEnded,
  TaskPage,
  type TaskQuery,
} from '../../wire/task.ts';
import { eachOf } from './pages.ts';
import type { CallOptions, Transport } from './transport.ts';

const at = (id: string, more = ''): string => `/v1/tasks/${encodeURIComponent(id)}${more}`;

/** Tasks: what a person must do. */
export function taskCalls({ call }: Transport) {
  const act = <T extends z.ZodType>(path: string, answer: T, body: unknown, options?: CallOptions) =>
    call({ method: 'POST', path, answer, body, options });
  return {
    list: (
      filter: Pick<z.input<typeof TaskQuery>, 'kind' | 'claimed' | 'assigned' | 'caseId'> = {},
    ): AsyncGenerator<Task, void, undefined> =>
      eachOf(
        (cursor) =>
          call({ method: 'GET', path: '/v1/tasks', answer: TaskPage, query: { ...filter, cursor } }),
        ({ tasks }) => tasks,
      ),
    read: (id: string, options?: CallOptions) => call({ method: 'GET', path: at(id), answer: Task, options }),
    /** What a person needs to do it: red data. */
    sheet: (id: string, options?: CallOptions) => act(at(id, '/sheet'), Sheet, undefined, options),
    claim: (id: string, how: z.input<typeof ClaimRequest> = {}, options?: CallOptions) =>
      act(at(id, '/claim'), Claimed, how, options),
    release: (id: string, options?: CallOptions) => act(at(id, '/release'), Claimed, undefined, options),
    complete: (id: string, done: z.input<typeof TaskDone> = {}, options?: CallOptions) =>
      act(at(id, '/complete'), TaskEnded, done, options),
    fail: (id: string, options?: CallOptions) => act(at(id, '/fail'), TaskEnded, undefined, options),
    comment: (id: string, text: string, options?: CallOptions) =>
      act(at(id, '/comments'), Commented, { text }, options),
  };
}
