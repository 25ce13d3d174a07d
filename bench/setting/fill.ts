import { evolve } from '../../src/domain/fold.ts';
import { advance } from '../../src/flow/advance.ts';
import type { RecordedEvent } from '../../src/flow/ledger.ts';
import type { Rig } from './rig.ts';
import { seed, TAKEDOWNS_PER_CASE } from './seed.ts';
import { query } from './setting.ts';

const CHUNK = 50_000;

/**
 * Fills a ledger with takedowns that were notified and wait for their next look in a month, as `redress` leaves
 * them: one is made through the ledger's own door, its rows are copied under other ids. The copies are spread over
 * 40 recipients and ten to a case; nobody ever opens what is sealed in them.
 */
export async function fillWaiting(rig: Rig, platform: string, count: number): Promise<void> {
  const first = await waitingTakedown(rig, platform);
  for (let from = 1; from < count; from += CHUNK) {
    const to = Math.min(from + CHUNK, count) - 1;
    for (const sql of COPIES) await query(rig.databaseUrl, sql, [first, from, to]);
  }
  await query(rig.databaseUrl, 'VACUUM ANALYZE');
  await query(rig.databaseUrl, 'CHECKPOINT');
}

async function waitingTakedown(rig: Rig, platform: string): Promise<string> {
  const [one] = await seed(rig.base, { count: 1, platforms: [platform], looked: true });
  if (one?.decision.do !== 'send') throw new Error('a seed is not due to be sent');
  const { ledger, clock, newTaskId } = rig.base.deps;
  const now = clock.now();
  const { do: _, at: __, ...intent } = one.decision;
  const { key } = intent;
  const before = one.takedown.state;
  const events: RecordedEvent[] = [
    { event: { type: 'intended', at: now, ...intent } },
    {
      event: {
        type: 'settled',
        at: now,
        key,
        delivery: { result: 'sent', code: 'bench', hasReference: false },
      },
    },
  ];
  const world = await rig.base.deps.worlds.current();
  const { change } = advance(before, events, world, now, newTaskId);
  if (change.state.version !== events.reduce((state, { event }) => evolve(state, event), before).version) {
    throw new Error('a seed went on by itself');
  }
  await ledger.save({
    id: before.id,
    expectedVersion: before.version,
    ...change,
    opens: [intent],
    lease: null,
  });
  return before.id;
}

/** $1 the takedown to copy, $2 and $3 the first and last number of the copies. Ids sort by age, as real ones do. */
const COPIED = `generate_series($2::int, $3::int) AS n,
  LATERAL (SELECT lpad(to_hex(n), 32, '0')::uuid::text AS uuid) AS u`;

const COPIES = [
  `INSERT INTO redress.cases (id, helpline_id, reference_hash, reference, wrapped_key, key_id, created_at)
   SELECT 'case_' || lpad(to_hex(k), 32, '0')::uuid, c.helpline_id, sha256(k::text::bytea), c.reference, c.wrapped_key,
     c.key_id, c.created_at
   FROM redress.takedowns t JOIN redress.cases c ON c.id = t.case_id,
     generate_series($2::int / ${TAKEDOWNS_PER_CASE}, $3::int / ${TAKEDOWNS_PER_CASE}) AS k
   WHERE t.id = $1 ON CONFLICT DO NOTHING`,
  `INSERT INTO redress.takedowns (id, case_id, helpline_id, version, head_hash, state, platform, host, created_at,
     updated_at, status, due_at, effect, recipient, channel, deadline_at, next, url_hash, open_url, notice)
   SELECT 'td_' || uuid, 'case_' || lpad(to_hex(n / ${TAKEDOWNS_PER_CASE}), 32, '0')::uuid, t.helpline_id, t.version,
     sha256(n::text::bytea), jsonb_set(t.state, '{id}', to_jsonb('td_' || uuid)), t.platform, t.host, t.created_at + n,
     t.updated_at + n, t.status, t.due_at + n, t.effect, 'site-' || n % 40 || '.example', t.channel,
     t.deadline_at + n, t.next, sha256(uuid::bytea), sha256(uuid::bytea), t.notice
   FROM redress.takedowns t, ${COPIED} WHERE t.id = $1`,
  `INSERT INTO redress.events (takedown_id, seq, type, at, event, prev_hash, hash, red, red_hash)
   SELECT 'td_' || uuid, e.seq, e.type, e.at, e.event, e.prev_hash, e.hash, e.red, e.red_hash
   FROM redress.events e, ${COPIED} WHERE e.takedown_id = $1`,
  `INSERT INTO redress.attempts (key, takedown_id, notice_key, try, recipient, channel, rung, state, intended_at,
     settled_at, result, code)
   SELECT 'n' || encode(sha256(uuid::bytea), 'hex') || '-1', 'td_' || uuid, a.notice_key, a.try,
     'site-' || n % 40 || '.example', a.channel, a.rung, a.state, a.intended_at, a.settled_at, a.result, a.code
   FROM redress.attempts a, ${COPIED} WHERE a.takedown_id = $1`,
];
