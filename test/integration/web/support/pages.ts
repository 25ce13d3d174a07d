import { apiOf } from '../../../../src/app/desk.ts';
import { webOf } from '../../../../src/app/web.ts';
import { listen } from '../../../../src/http/health.ts';
import type { Web } from '../../../../src/web/desk.ts';
import { createWeb } from '../../../../src/web/web.ts';
import { type TestApi, testApi } from '../../http/support/desk.ts';
import { Visitor } from './visitor.ts';

/** The pages on a real server, beside the API on the same ledger: what a test does through one shows in the other. */
export interface TestPages {
  readonly api: TestApi;
  readonly url: string;
  visitor(): Visitor;
  /** Somebody who is signed in. */
  as(who: keyof TestApi['tokens']): Promise<Visitor>;
  /** Moves the clock of the pages. */
  later(ms: number): void;
  end(): Promise<void>;
}

export async function testPages(change: (web: Web) => Web = (web) => web): Promise<TestPages> {
  const api = await testApi();
  const idle = { waiting: 0, active: 0 };
  const counts = async () => ({ email: idle, form: idle, api: idle, check: idle });
  let ahead = 0;
  const desks = apiOf(api.base, { counts });
  const web = webOf(api.base, { ...desks, limits: { pointsPerMinute: 1_000_000 } });
  const clock = { now: () => Date.now() + ahead };
  const server = await listen(createWeb(change({ ...web, clock })), '127.0.0.1', 0);
  const url = `http://127.0.0.1:${server.port}`;
  const visitor = (): Visitor => new Visitor(url);
  return {
    api,
    url,
    visitor,
    as: (who) => visitor().signIn(api.tokens[who]),
    later: (ms) => {
      ahead += ms;
    },
    end: async () => {
      await server.close();
      await api.end();
    },
  };
}
