import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { PRACTICE_HELPLINE } from '../../src/app/practice-helpline.ts';
import { intake } from '../../src/flow/intake/intake.ts';
import { chainHash, genesis, redHash } from '../../src/ledger/audit/chain.ts';
import { newId } from '../../src/ledger/store/new-id.ts';
import { parseMasterKey } from '../../src/ledger/vault/master.ts';
import { Vault } from '../../src/ledger/vault/vault.ts';
import { alternate } from '../harness/alternate.ts';
import { type Comparison, compare } from '../harness/comparison.ts';
import { openRig } from '../setting/rig.ts';
import { requestsFor, type Seed, seed, TAKEDOWNS_PER_CASE } from '../setting/seed.ts';
import { query } from '../setting/setting.ts';
import { type Bench, rigOptions } from './context.ts';
import { platforms } from './email.ts';

/** Requests given to one call of the intake, and rows in one bare INSERT. */
const BATCH = 500;

/** The plain tables of the bare side. */
export const TABLES = `
CREATE SCHEMA bare;
CREATE TABLE bare.cases (id text PRIMARY KEY, wrapped_key bytea, reference bytea);
CREATE TABLE bare.takedowns (id text PRIMARY KEY, url_hash bytea, notice bytea, state jsonb);
CREATE TABLE bare.events (takedown_id text, event jsonb, hash bytea, PRIMARY KEY (takedown_id));`;

/**
 * Intake in bulk, beside a bare loop that does the same sealing, hashing and chaining with the same key sizes and
 * puts the same cases, takedowns and events into plain tables with primary keys only, 500 rows in an INSERT. It
 * validates nothing, matches no URL, decides nothing and looks for no duplicate.
 */
export async function measureIntake(bench: Bench): Promise<Comparison> {
  const { setting, sizes, say } = bench;
  const rig = await openRig(await rigOptions(bench, 'check', 'postgres'), setting.log);
  const pool = new pg.Pool({ connectionString: rig.databaseUrl, max: 10 });
  try {
    await query(rig.databaseUrl, TABLES);
    const vault = new Vault(parseMasterKey(randomBytes(32).toString('base64')));
    const samples = await seed(rig.base, { count: 200, platforms: platforms('api'), looked: false });
    const bare = async (count: number) => {
      const from = performance.now();
      for (let at = 0; at < count; at += BATCH) {
        await insertBare(pool, vault, samples, Math.min(BATCH, count - at));
      }
      return rate('bare', count, from);
    };
    const ours = async (count: number) => {
      const inputs = requestsFor(count, platforms('api'));
      const from = performance.now();
      for (let at = 0; at < count; at += BATCH) {
        const some = inputs.slice(at, at + BATCH);
        const answers = await intake(rig.base.deps, PRACTICE_HELPLINE, 'bench', some);
        if (answers.some(({ result }) => result !== 'accepted'))
          throw new Error('a request was not accepted');
      }
      return rate('redress', count, from);
    };
    const rate = (who: string, count: number, from: number) => {
      const found = (count * 1000) / (performance.now() - from);
      say(`intake  ${who} ${found.toFixed(0)}/s`);
      return found;
    };
    await bare(BATCH);
    await ours(BATCH);
    const pairs = await alternate(
      sizes.rounds,
      () => bare(sizes.intake),
      () => ours(sizes.intake),
    );
    const what = { base: 'bare INSERT with the same sealing', ours: 'intake in bulk' };
    return compare('intake', '1/s', what, pairs);
  } finally {
    await pool.end();
    await rig.close();
  }
}

/** Seals and inserts so many takedowns with their cases and events, as `measureIntake` says. */
export async function insertBare(
  pool: pg.Pool,
  vault: Vault,
  samples: readonly Seed[],
  count: number,
): Promise<void> {
  const cases = Array.from({ length: Math.ceil(count / TAKEDOWNS_PER_CASE) }, () => {
    const caseId = newId('case');
    const wrappedKey = vault.newCaseKey(caseId);
    const binding = { table: 'cases', column: 'reference', row: caseId };
    return { caseId, wrappedKey, reference: vault.seal({ caseId, wrappedKey }, 'BENCH', binding) };
  });
  const rows = Array.from({ length: count }, (_, index) => {
    const sample = samples[index % samples.length]?.takedown;
    const of = cases[Math.floor(index / TAKEDOWNS_PER_CASE)];
    const event = sample?.events[0]?.event;
    if (sample === undefined || of === undefined || event === undefined) throw new Error('no sample');
    const id = newId('td');
    return {
      id,
      urlHash: vault.urlHash('bench', `${sample.normalisedUrl}`),
      notice: vault.seal(of, sample.red, { table: 'takedowns', column: 'notice', row: id }),
      state: JSON.stringify(sample.state),
      event: JSON.stringify(event),
      hash: chainHash(genesis(id), event, redHash(null)),
    };
  });
  await pool.query('INSERT INTO bare.cases SELECT * FROM unnest($1::text[], $2::bytea[], $3::bytea[])', [
    cases.map((one) => one.caseId),
    cases.map((one) => one.wrappedKey),
    cases.map((one) => one.reference),
  ]);
  const ids = rows.map((row) => row.id);
  await pool.query(
    'INSERT INTO bare.takedowns SELECT * FROM unnest($1::text[], $2::bytea[], $3::bytea[], $4::jsonb[])',
    [ids, rows.map((row) => row.urlHash), rows.map((row) => row.notice), rows.map((row) => row.state)],
  );
  await pool.query('INSERT INTO bare.events SELECT * FROM unnest($1::text[], $2::jsonb[], $3::bytea[])', [
    ids,
    rows.map((row) => row.event),
    rows.map((row) => row.hash),
  ]);
}
