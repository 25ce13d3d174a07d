import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { z } from 'zod';
import { parseMasterKey } from '../../src/ledger/vault/master.ts';
import { Vault } from '../../src/ledger/vault/vault.ts';
import { alternate } from '../harness/alternate.ts';
import { type Comparison, compare } from '../harness/comparison.ts';
import { openHttpApi } from '../setting/http-api.ts';
import { openRig } from '../setting/rig.ts';
import { requestsFor, seed } from '../setting/seed.ts';
import { query } from '../setting/setting.ts';
import { type Bench, rigOptions } from './context.ts';
import { platforms } from './email.ts';
import { insertBare, TABLES } from './intake.ts';

/** As many as the API takes at once, and rows in one bare INSERT. */
const AT_ONCE = 1_000;

const Answer = z.object({ counts: z.object({ accepted: z.int() }) });

/** Intake in bulk over HTTP with all its gates, beside the bare loop of `intake`. */
export async function measureApiIntake(bench: Bench): Promise<Comparison> {
  const { setting, sizes, say } = bench;
  const rig = await openRig(await rigOptions(bench, 'check', 'postgres'), setting.log);
  const pool = new pg.Pool({ connectionString: rig.databaseUrl, max: 10 });
  const api = await openHttpApi(rig);
  try {
    await query(rig.databaseUrl, TABLES);
    const vault = new Vault(parseMasterKey(randomBytes(32).toString('base64')));
    const samples = await seed(rig.base, { count: 200, platforms: platforms('api'), looked: false });
    const bare = async (count: number) => {
      const from = performance.now();
      for (let at = 0; at < count; at += AT_ONCE) {
        await insertBare(pool, vault, samples, Math.min(AT_ONCE, count - at));
      }
      return rate('bare', count, from);
    };
    const ours = async (count: number) => {
      const takedowns = requestsFor(count, platforms('api'));
      const bodies = Array.from({ length: Math.ceil(count / AT_ONCE) }, (_, n) =>
        JSON.stringify({ takedowns: takedowns.slice(n * AT_ONCE, (n + 1) * AT_ONCE) }),
      );
      const from = performance.now();
      let accepted = 0;
      for (const body of bodies) {
        accepted += Answer.parse(await api.ask('POST', '/v1/takedowns/bulk', body)).counts.accepted;
      }
      if (accepted !== count) throw new Error('a request was not accepted');
      return rate('redress', count, from);
    };
    const rate = (who: string, count: number, from: number) => {
      const found = (count * 1000) / (performance.now() - from);
      say(`api.intake  ${who} ${found.toFixed(0)}/s`);
      return found;
    };
    await bare(AT_ONCE);
    await ours(AT_ONCE);
    const pairs = await alternate(
      sizes.rounds,
      () => bare(sizes.intake),
      () => ours(sizes.intake),
    );
    const what = { base: 'bare INSERT with the same sealing', ours: 'intake in bulk over HTTP' };
    return compare('api.intake', '1/s', what, pairs);
  } finally {
    await api.close();
    await pool.end();
    await rig.close();
  }
}
