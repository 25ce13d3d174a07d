import { drizzle } from 'drizzle-orm/node-postgres';
import type { Pool } from 'pg';
import type { People, Scope } from '../../flow/caller.ts';
import type { CaseShares } from '../../flow/case-shares.ts';
import type { Ledger } from '../../flow/ledger.ts';
import type { StoreContext } from '../store/context.ts';
import { makeLedger } from '../store/store.ts';
import type { Views } from '../views/views.ts';
import { makeViews } from '../views/views.ts';
import { makePeople } from './people.ts';
import { scopedPool } from './scoped-pool.ts';
import { makeCaseShares } from './shares.ts';

/** The ledger as one helpline, or ops, may use it. What belongs to others is not there: the database keeps it. */
export interface ScopedLedger {
  /** Its `close` does nothing: the connections are the handle's. */
  readonly ledger: Ledger;
  /**
   * Of a helpline, `list` without `helplineId` and `caseId`, and `counts` without `helplineId`, mean its own takedowns;
   * those of a case that was shared with it are listed by `caseId`.
   */
  readonly views: Views;
  readonly shares: CaseShares;
  readonly people: People;
}

/**
 * Makes scoped ledgers and keeps them: calls of one scope that come together go together (store/group.ts), and never
 * with those of another. There are as many as helplines.
 */
export function makeScoped(context: StoreContext, connections: Pool): (scope: Scope) => ScopedLedger {
  const known = new Map<string, ScopedLedger>();
  return (scope) => {
    const name = scope.kind === 'ops' ? 'ops' : `helpline ${scope.helplineId}`;
    const made = known.get(name) ?? scopedLedger(context, connections, scope);
    known.set(name, made);
    return made;
  };
}

function scopedLedger(context: StoreContext, connections: Pool, scope: Scope): ScopedLedger {
  const pool = scopedPool(connections, scope);
  const scoped: StoreContext = { ...context, pool, blind: scope.kind === 'ops' };
  const views = makeViews(scoped, drizzle(pool));
  return {
    ledger: makeLedger(scoped, async () => {}),
    views: scope.kind === 'ops' ? views : ownByDefault(views, scope.helplineId),
    shares: makeCaseShares(scoped),
    people: makePeople(pool),
  };
}

/** Its own go along the index of the helpline; with shared cases among them they would go along all takedowns. */
function ownByDefault(views: Views, helplineId: string): Views {
  return {
    ...views,
    counts: (now, of) => views.counts(now, of ?? helplineId),
    list: (filter = {}) =>
      views.list(
        filter.helplineId === undefined && filter.caseId === undefined ? { ...filter, helplineId } : filter,
      ),
  };
}
