import { apiOf } from '../../src/app/desk.ts';
import { PRACTICE_HELPLINE } from '../../src/app/practice-helpline.ts';
import { createApi } from '../../src/http/api.ts';
import { RATE_WINDOW_S } from '../../src/http/guard/rate.ts';
import { listen } from '../../src/http/health.ts';
import type { Rig } from './rig.ts';

/** The HTTP API of a rig, on loopback. */
export interface HttpApi {
  /** Throws for every answer that is no success. */
  ask(method: 'GET' | 'POST', path: string, body?: string): Promise<unknown>;
  close(): Promise<void>;
}

const NOTHING = { waiting: 0, active: 0 };

export async function openHttpApi({ base }: Rig): Promise<HttpApi> {
  const queue = { counts: async () => ({ email: NOTHING, form: NOTHING, api: NOTHING, check: NOTHING }) };
  // What is measured is the work, not the waiting of a caller who has used up its minute.
  const limits = { pointsPerMinute: 1_000_000 };
  const rates = base.handle.rateStore({ points: limits.pointsPerMinute, duration: RATE_WINDOW_S });
  const app = createApi({ ...apiOf(base, queue, rates), limits });
  const server = await listen(app, '127.0.0.1', 0);
  const { token } = await base.handle.tokens.create(
    { helplineId: PRACTICE_HELPLINE.id, label: 'bench', scopes: ['practitioner'], expiresAt: null },
    base.deps.clock.now(),
  );
  return {
    ask: async (method, path, body) => {
      const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body }),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
      return answer.json();
    },
    close: () => server.close(),
  };
}
