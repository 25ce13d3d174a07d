import type { Change } from '../../flow/ledger.ts';
import { VersionConflict } from '../../flow/ledger.ts';
import { changeRows, mergeRows } from './change-rows.ts';
import type { Kept } from './claim/kept.ts';
import type { StoreContext } from './context.ts';
import { Group, type Outcome } from './group.ts';
import type { Links } from './links.ts';
import { writeChanges } from './write.ts';

/** See the contract, `Ledger.save`. Changes of several takedowns that come together are written together. */
export function saveInGroups(
  context: StoreContext,
  links: Links,
  kept: Kept,
): (change: Change) => Promise<void> {
  const group = new Group<Change, void>(
    (changes) => save(context, links, kept, changes),
    (change) => change.id,
  );
  return (change) => group.call(change);
}

/** Seals and chains; a change that cannot be made into rows fails alone. */
async function save(
  context: StoreContext,
  known: Links,
  kept: Kept,
  changes: readonly Change[],
): Promise<readonly Outcome<void>[]> {
  const links = await known.of(changes);
  const prepared = changes.map((change) => {
    const link = links.get(change.id);
    if (link === undefined) {
      return { error: new Error(`there is no takedown ${change.id}`) };
    }
    if (link.version !== change.expectedVersion) {
      return { error: slower() };
    }
    try {
      return { change, rows: changeRows(change, link, context.vault) };
    } catch (error) {
      return { error };
    }
  });
  const rows = prepared.flatMap((one) => ('rows' in one ? [one.rows] : []));
  const written = rows.length === 0 ? new Set() : await writeChanges(context.pool, mergeRows(rows));
  for (const { id } of changes) kept.drop(id);
  return prepared.map((one) => {
    if ('error' in one) {
      return { error: one.error };
    }
    return written.has(one.change.id) ? { value: undefined } : { error: slower() };
  });
}

function slower(): VersionConflict {
  return new VersionConflict('another writer was faster');
}
