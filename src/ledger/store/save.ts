import pg from 'pg';
import type { TakedownId } from '../../domain/ids.ts';
import type { Change } from '../../flow/ledger.ts';
import { VersionConflict } from '../../flow/ledger.ts';
import type { ChangeRows } from './change-rows.ts';
import { changeRows, mergeRows } from './change-rows.ts';
import type { StoreContext } from './context.ts';
import { readLinks } from './links.ts';
import { writeChanges } from './write.ts';

interface Waiting {
  readonly change: Change;
  readonly done: () => void;
  readonly fail: (error: unknown) => void;
}

const MOST = 100;

/**
 * Saves in groups: a change that comes while others are being written waits for them and goes with all that came
 * meanwhile, in one statement and one commit. Alone, it goes at once. Each change succeeds or fails by itself.
 */
export class SaveGroup {
  private readonly context: StoreContext;
  private waiting: Waiting[] = [];
  private writing = false;

  constructor(context: StoreContext) {
    this.context = context;
  }

  save(change: Change): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ change, done: resolve, fail: reject });
      void this.drain();
    });
  }

  private async drain(): Promise<void> {
    if (this.writing) {
      return;
    }
    this.writing = true;
    while (this.waiting.length > 0) {
      await this.write(this.take());
    }
    this.writing = false;
  }

  /** No takedown twice in one group: of two writers with the same version, one must see the conflict. */
  private take(): readonly Waiting[] {
    const ids = new Set<TakedownId>();
    const group: Waiting[] = [];
    const rest: Waiting[] = [];
    for (const one of this.waiting) {
      const fits = group.length < MOST && !ids.has(one.change.id);
      (fits ? group : rest).push(one);
      ids.add(one.change.id);
    }
    this.waiting = rest;
    return group;
  }

  private async write(group: readonly Waiting[]): Promise<void> {
    try {
      const ready = await this.prepare(group);
      const written = await this.writeRows(ready);
      for (const { one } of ready) {
        if (written.has(one.change.id)) {
          one.done();
        } else {
          one.fail(new VersionConflict('another writer was faster'));
        }
      }
    } catch (error) {
      if (group.length > 1 && isOfOneRow(error)) {
        // One bad change must not fail the others: each goes by itself and finds its own fate.
        for (const one of group) {
          await this.write([one]);
        }
        return;
      }
      for (const one of group) {
        one.fail(error);
      }
    }
  }

  private async writeRows(ready: readonly Ready[]): Promise<ReadonlySet<TakedownId>> {
    if (ready.length === 0) {
      return new Set();
    }
    return writeChanges(this.context.pool, mergeRows(ready.map((one) => one.rows)));
  }

  /** Seals and chains; a change that cannot be made into rows fails here, alone. */
  private async prepare(group: readonly Waiting[]): Promise<readonly Ready[]> {
    const links = await readLinks(
      this.context,
      group.map((one) => one.change.id),
    );
    const ready: Ready[] = [];
    for (const one of group) {
      const link = links.get(one.change.id);
      if (link === undefined) {
        one.fail(new Error(`there is no takedown ${one.change.id}`));
      } else if (link.version !== one.change.expectedVersion) {
        one.fail(new VersionConflict('another writer was faster'));
      } else {
        try {
          ready.push({ one, rows: changeRows(one.change, link, this.context.vault) });
        } catch (error) {
          one.fail(error);
        }
      }
    }
    return ready;
  }
}

interface Ready {
  readonly one: Waiting;
  readonly rows: ChangeRows;
}

/** Whether the database refused a row (class 22, 23) or chose a victim (40), rather than being away or ill. */
function isOfOneRow(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^(22|23|40|P0)/.test(error.code ?? '');
}
