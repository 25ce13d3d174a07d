import { RedressError } from '../../domain/errors.ts';
import type { CaseId, HelplineId, TakedownId } from '../../domain/ids.ts';
import type { Ledger, NewTakedown } from '../../flow/ledger.ts';
import { genesis } from '../audit/chain.ts';
import { transaction } from '../pool.ts';
import type { CaseKey, Vault } from '../vault/vault.ts';
import { ADD_PARTS, ADD_TAKEDOWNS, FIND_OPEN } from './add-sql.ts';
import type { Queryable, StoreContext } from './context.ts';
import { base64 } from './context.ts';
import { attemptRows, taskRows } from './effect-rows.ts';
import { eventRows } from './event-rows.ts';
import { planRow } from './plan-row.ts';

type Answers = Awaited<ReturnType<Ledger['add']>>;

/** Adds many in a few statements; those whose URL is open already are answered with the takedown that holds it. */
export async function add(context: StoreContext, takedowns: readonly NewTakedown[]): Promise<Answers> {
  if (takedowns.length === 0) {
    return [];
  }
  return transaction(context.pool, async (client) => {
    const keys = await caseKeys(client, takedowns);
    // In the order of the URLs, so that two calls with the same URLs wait for each other and not in a circle.
    const rows = takedowns
      .map((one) => rowsOf(one, keys.get(one.caseId), context.vault))
      .sort((a, b) => compare(a.takedown.url_hash ?? '', b.takedown.url_hash ?? ''));
    const answers = new Map<TakedownId, Answers[number]>();
    let left = rows;
    // A takedown that held a URL may end between the two statements: then there is room for the new one.
    for (let round = 0; left.length > 0 && round < 5; round += 1) {
      const added = await insert(client, left);
      for (const id of added) {
        answers.set(id, { id });
      }
      left = left.filter((one) => !added.has(one.takedown.id));
      const holders = await findOpen(client, left);
      for (const [id, duplicateOf] of holders) {
        answers.set(id, { duplicateOf });
      }
      left = left.filter((one) => !holders.has(one.takedown.id));
    }
    return takedowns.map((one) => {
      const answer = answers.get(one.id);
      if (answer === undefined) {
        throw new Error('a takedown could be neither added nor found');
      }
      return answer;
    });
  });
}

type Rows = ReturnType<typeof rowsOf>;

function rowsOf(one: NewTakedown, owned: OwnedKey | undefined, vault: Vault) {
  if (owned === undefined || owned.helplineId !== one.helplineId) {
    throw new RedressError('case_unknown', 'There is no such case of this helpline.', { field: 'caseId' });
  }
  if (one.state.version !== one.events.length) {
    throw new Error('a new takedown must say the version that its events lead to');
  }
  const { key } = owned;
  if (key.wrappedKey === null) {
    throw new RedressError('case_erased', 'The case was erased: nothing can be added.', {
      field: 'caseId',
      cure: 'Open a new case.',
    });
  }
  const chained = eventRows({ id: one.id, version: 0, head: genesis(one.id), key }, one.events, vault);
  const notice = { table: 'takedowns', column: 'notice', row: one.id };
  return {
    takedown: {
      id: one.id,
      case_id: one.caseId,
      helpline_id: one.helplineId,
      head: base64(chained.head),
      created_at: one.state.requestedAt,
      updated_at: one.events.at(-1)?.event.at ?? one.state.requestedAt,
      url_hash: one.normalisedUrl === null ? null : base64(vault.urlHash(one.helplineId, one.normalisedUrl)),
      notice: one.red === null ? null : base64(vault.seal(key, one.red, notice)),
      ...planRow(one.state, one.plan),
    },
    events: chained.rows,
    attempts: attemptRows(one.id, one.opens ?? [], one.events),
    tasks: taskRows(one.id, one.openedTasks ?? []),
  };
}

interface OwnedKey {
  readonly helplineId: HelplineId;
  readonly key: CaseKey;
}

/** Locked, so that a case is not erased while takedowns are added to it. */
async function caseKeys(
  on: Queryable,
  takedowns: readonly NewTakedown[],
): Promise<ReadonlyMap<CaseId, OwnedKey>> {
  const found = await on.query<{ id: CaseId; helpline_id: HelplineId; wrapped_key: Buffer | null }>(
    'SELECT id, helpline_id, wrapped_key FROM redress.cases WHERE id = ANY($1) FOR SHARE',
    [[...new Set(takedowns.map((one) => one.caseId))]],
  );
  return new Map(
    found.rows.map((row) => [
      row.id,
      { helplineId: row.helpline_id, key: { caseId: row.id, wrappedKey: row.wrapped_key } },
    ]),
  );
}

async function insert(on: Queryable, rows: readonly Rows[]): Promise<ReadonlySet<TakedownId>> {
  const added = await on.query<{ id: TakedownId }>(ADD_TAKEDOWNS, [
    JSON.stringify(rows.map((one) => one.takedown)),
  ]);
  const ids = new Set(added.rows.map((row) => row.id));
  const parts = rows.filter((one) => ids.has(one.takedown.id));
  await on.query(ADD_PARTS, [
    JSON.stringify(parts.flatMap((one) => one.events)),
    JSON.stringify(parts.flatMap((one) => one.attempts)),
    JSON.stringify(parts.flatMap((one) => one.tasks)),
  ]);
  return ids;
}

async function findOpen(on: Queryable, rows: readonly Rows[]): Promise<ReadonlyMap<TakedownId, TakedownId>> {
  if (rows.length === 0) {
    return new Map();
  }
  const found = await on.query<{ id: TakedownId; holder: TakedownId }>(FIND_OPEN, [
    JSON.stringify(rows.map((one) => one.takedown)),
  ]);
  return new Map(found.rows.map((row) => [row.id, row.holder]));
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
