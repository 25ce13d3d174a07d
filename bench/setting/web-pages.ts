import { apiOf } from '../../src/app/desk.ts';
import { deadlineBy } from '../../src/app/figures/figures.ts';
import { PRACTICE_HELPLINE } from '../../src/app/practice-helpline.ts';
import { webOf } from '../../src/app/web.ts';
import { listen } from '../../src/http/health.ts';
import { createWeb } from '../../src/web/web.ts';
import { Visitor } from '../../test/integration/web/support/visitor.ts';
import type { Rig } from './rig.ts';

/** The pages of a rig on loopback, with somebody of each kind signed in. */
export interface WebPages {
  readonly lead: Visitor;
  readonly ops: Visitor;
  close(): Promise<void>;
}

const IDLE = { waiting: 0, active: 0 };

export async function openWebPages({ base }: Rig): Promise<WebPages> {
  const { handle, deps } = base;
  // As a worker keeps them; those of single recipients are made of the feed, which a ledger that was copied lacks.
  await handle.figureKeeper(deadlineBy(base.catalog)).refresh(deps.clock.now());
  const counts = async () => ({ email: IDLE, form: IDLE, api: IDLE, check: IDLE });
  const api = { ...apiOf(base, { counts }), limits: { pointsPerMinute: 1_000_000 } };
  const server = await listen(createWeb(webOf(base, api)), '127.0.0.1', 0);
  const signedIn = async (helplineId: string | null, role: string): Promise<Visitor> => {
    const of = { helplineId, label: 'bench', scopes: [role], expiresAt: null };
    const { token } = await handle.tokens.create(of, deps.clock.now());
    return new Visitor(`http://127.0.0.1:${server.port}`).signIn(token);
  };
  return {
    lead: await signedIn(PRACTICE_HELPLINE.id, 'lead'),
    ops: await signedIn(null, 'ops'),
    close: () => server.close(),
  };
}
